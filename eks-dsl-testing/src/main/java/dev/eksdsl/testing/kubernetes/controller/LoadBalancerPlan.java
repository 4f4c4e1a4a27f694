package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Listener;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Scheme;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Type;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Wanted;
import dev.eksdsl.testing.server.AwsFault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which load balancer a Service asks for: name, scheme, subnets, tags (AWS Load Balancer Controller documentation). */
final class LoadBalancerPlan {

    private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

    /** A subnet with fewer free addresses is passed over (AWS Load Balancer Controller, "Subnet Discovery"). */
    private static final int LEAST_FREE_ADDRESSES = 8;

    private final ClusterContext cluster;
    private final CloudNetwork network;
    private final LoadBalancers loadBalancers;

    LoadBalancerPlan(ClusterContext cluster, CloudNetwork network, LoadBalancers loadBalancers) {
        this.cluster = cluster;
        this.network = network;
        this.loadBalancers = loadBalancers;
    }

    /** Whether the AWS Load Balancer Controller is asked for: by class, or by the annotation that came before it. */
    static boolean isForAwsController(JsonNode service) {
        String type = annotation(service, "type");
        return type.equals("external")
                || type.equals("nlb-ip")
                || service.path("spec").path("loadBalancerClass").asText().equals("service.k8s.aws/nlb");
    }

    /** @throws AwsFault if no subnets suit the scheme */
    Wanted of(JsonNode service) {
        boolean aws = isForAwsController(service);
        Scheme scheme = scheme(service, aws);
        boolean network = aws || annotation(service, "type").equals("nlb");
        boolean ip = aws && hasIpTargets(service);
        return new Wanted(
                name(service, aws, scheme),
                network ? Type.NETWORK : Type.CLASSIC,
                scheme,
                cluster.facts().vpcId(),
                subnets(service, scheme),
                listeners(service, ip),
                ip,
                aws,
                tags(service, aws));
    }

    /** Targets are instances unless the annotation, or the type that came before it, says otherwise. */
    private static boolean hasIpTargets(JsonNode service) {
        return annotation(service, "nlb-target-type").equals("ip")
                || annotation(service, "type").equals("nlb-ip");
    }

    private static Scheme scheme(JsonNode service, boolean aws) {
        String scheme = annotation(service, "scheme");
        String internal = annotation(service, "internal");
        if (!scheme.isEmpty()) {
            return scheme.equals("internet-facing") ? Scheme.INTERNET_FACING : Scheme.INTERNAL;
        }
        if (!internal.isEmpty()) {
            return internal.equals("false") ? Scheme.INTERNET_FACING : Scheme.INTERNAL;
        }
        return aws ? Scheme.INTERNAL : Scheme.INTERNET_FACING;
    }

    private String name(JsonNode service, boolean aws, Scheme scheme) {
        String wanted = annotation(service, "name");
        if (aws && !wanted.isEmpty()) {
            return wanted;
        }
        if (!aws) {
            return "a" + Meta.uid(service).replace("-", "").substring(0, 31);
        }
        String identity = String.join(
                "/",
                cluster.facts().name(),
                Meta.namespace(service),
                Meta.name(service),
                Meta.uid(service),
                scheme.name());
        return "k8s-" + plain(Meta.namespace(service)) + "-" + plain(Meta.name(service)) + "-" + hash(identity);
    }

    /** At most eight letters and digits. */
    private static String plain(String text) {
        String letters = text.replaceAll("[^a-zA-Z0-9]", "");
        return letters.substring(0, Math.min(8, letters.length()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private List<String> subnets(JsonNode service, Scheme scheme) {
        String named = annotation(service, "subnets");
        if (!named.isEmpty()) {
            return Arrays.stream(named.split(",")).map(String::trim).toList();
        }
        String role = scheme == Scheme.INTERNAL ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb";
        Map<String, SubnetView> byZone = new TreeMap<>();
        loadBalancers.subnetTags(cluster.caller(), cluster.facts().vpcId()).entrySet().stream()
                .filter(subnet -> hasRole(subnet.getValue(), role) && isOurs(subnet.getValue()))
                .flatMap(subnet -> network.subnet(cluster.caller(), subnet.getKey()).stream())
                .filter(subnet -> subnet.freeAddresses() >= LEAST_FREE_ADDRESSES)
                .sorted(Comparator.comparing(SubnetView::id))
                .forEach(subnet -> byZone.putIfAbsent(subnet.zone(), subnet));
        if (byZone.isEmpty()) {
            throw new AwsFault(
                    400,
                    "SubnetNotFound",
                    "unable to resolve at least one subnet (0 match VPC and tags: [" + role + "])",
                    Map.of());
        }
        return byZone.values().stream().map(SubnetView::id).toList();
    }

    private static boolean hasRole(Map<String, String> tags, String role) {
        return tags.containsKey(role)
                && (tags.get(role).isEmpty() || tags.get(role).equals("1"));
    }

    /** A subnet that is tagged for other clusters only is not ours. */
    private boolean isOurs(Map<String, String> tags) {
        String prefix = "kubernetes.io/cluster/";
        return tags.keySet().stream().noneMatch(key -> key.startsWith(prefix))
                || tags.containsKey(prefix + cluster.facts().name());
    }

    private static List<Listener> listeners(JsonNode service, boolean ip) {
        List<Listener> listeners = new ArrayList<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            listeners.add(new Listener(
                    port.path("port").asInt(),
                    ip ? port.path("targetPort").asInt() : port.path("nodePort").asInt(),
                    port.path("protocol").asText("TCP")));
        }
        return listeners;
    }

    private Map<String, String> tags(JsonNode service, boolean aws) {
        String name = Meta.namespace(service) + "/" + Meta.name(service);
        Map<String, String> tags = new TreeMap<>();
        for (String pair : annotation(service, "additional-resource-tags").split(",")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                tags.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim());
            }
        }
        if (aws) {
            tags.put("elbv2.k8s.aws/cluster", cluster.facts().name());
            tags.put("service.k8s.aws/stack", name);
            tags.put("service.k8s.aws/resource", "LoadBalancer");
        } else {
            tags.put("kubernetes.io/cluster/" + cluster.facts().name(), "owned");
            tags.put("kubernetes.io/service-name", name);
        }
        return tags;
    }

    private static String annotation(JsonNode service, String name) {
        return Meta.annotation(service, PREFIX + name);
    }
}
