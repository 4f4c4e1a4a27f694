package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.NetworkInterfaceView;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.SelectorFacts;
import dev.eksdsl.testing.server.Durations;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives every Pod that matches a Fargate profile a node of its own, with a network interface in the profile's subnet. */
final class FargateScheduler implements Controller {

    private static final String COMPONENT = "fargate-scheduler";
    private static final String PROFILE_LABEL = "eks.amazonaws.com/fargate-profile";

    private final ClusterContext cluster;
    private final CloudNetwork network;
    private final Nodes nodes;
    private final Set<String> starting = new HashSet<>();
    private final Map<String, NetworkInterfaceView> interfaces = new HashMap<>();
    private List<FargateProfileFacts> profiles = List.of();

    FargateScheduler(ClusterContext cluster, CloudNetwork network, Nodes nodes) {
        this.cluster = cluster;
        this.network = network;
        this.nodes = nodes;
    }

    void profiles(List<FargateProfileFacts> active) {
        profiles = active;
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals("pods") && type.equals("DELETED")) {
            release(object);
        }
    }

    /** The Pod's machine goes with the Pod. */
    private void release(ObjectNode pod) {
        starting.remove(Meta.uid(pod));
        NetworkInterfaceView held = interfaces.remove(Meta.uid(pod));
        if (held != null) {
            network.deleteServiceInterface(cluster.caller(), held.id());
            cluster.after(cluster.duration(Durations.Of.POD_START), () -> nodes.left(Pods.nodeName(pod)));
        }
    }

    /** Whether Fargate runs this Pod; if so, its start has begun. */
    boolean takes(ObjectNode pod) {
        Optional<FargateProfileFacts> profile = Pods.ownedBy(pod, "DaemonSet")
                ? Optional.empty()
                : profiles.stream().filter(one -> matches(one, pod)).findFirst();
        profile.ifPresent(found -> {
            if (starting.add(Meta.uid(pod))) {
                start(pod, found);
            }
        });
        return profile.isPresent();
    }

    private void start(ObjectNode pod, FargateProfileFacts profile) {
        FargateSize size = FargateSize.of(pod);
        cluster.objects().update("pods", Meta.namespace(pod), Meta.name(pod), changed -> {
            Meta.labelsOf(changed).put(PROFILE_LABEL, profile.name());
            Meta.annotations(changed).put("CapacityProvisioned", size.annotation());
        });
        cluster.after(
                cluster.duration(Durations.Of.FARGATE_POD_START),
                () -> cluster.objects()
                        .get("pods", Meta.namespace(pod), Meta.name(pod))
                        .filter(now -> Meta.uid(now).equals(Meta.uid(pod)) && Pods.active(now))
                        .ifPresent(now -> run(now, profile, size)));
    }

    private void run(ObjectNode pod, FargateProfileFacts profile, FargateSize size) {
        Optional<SubnetView> subnet = emptiest(profile);
        if (subnet.isEmpty()) {
            cluster.events()
                    .warning(
                            COMPONENT,
                            pod,
                            "FailedScheduling",
                            "Pod provisioning failed: no subnet of Fargate profile " + profile.name()
                                    + " has a free address");
            return;
        }
        NetworkInterfaceView held = network.createServiceInterface(
                cluster.caller(),
                subnet.get().id(),
                List.of(cluster.facts().clusterSecurityGroupId()),
                "Amazon EKS Fargate pod " + Meta.namespace(pod) + "/" + Meta.name(pod),
                Map.of());
        interfaces.put(Meta.uid(pod), held);
        String node = nodes.fargateJoined(held.privateIp(), subnet.get().zone(), size);
        Scheduler.bind(cluster, COMPONENT, pod, node);
    }

    private Optional<SubnetView> emptiest(FargateProfileFacts profile) {
        return profile.subnetIds().stream()
                .flatMap(id -> network.subnet(cluster.caller(), id).stream())
                .filter(subnet -> subnet.freeAddresses() > 0)
                .max(Comparator.comparingInt(SubnetView::freeAddresses));
    }

    private static boolean matches(FargateProfileFacts profile, JsonNode pod) {
        return profile.selectors().stream().anyMatch(selector -> matches(selector, pod));
    }

    private static boolean matches(SelectorFacts selector, JsonNode pod) {
        Map<String, String> labels = Meta.labels(pod);
        return matches(selector.namespace(), Meta.namespace(pod))
                && selector.labels().entrySet().stream()
                        .allMatch(wanted -> labels.containsKey(wanted.getKey())
                                && matches(wanted.getValue(), labels.get(wanted.getKey())));
    }

    private static boolean matches(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return text.matches(regex);
    }
}
