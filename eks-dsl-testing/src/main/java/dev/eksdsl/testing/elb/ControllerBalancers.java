package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The load balancers that controllers in clusters make, with listeners, target groups and a security group. */
final class ControllerBalancers {

    private static final String RESOURCE = "service.k8s.aws/resource";
    private static final String STACK = "service.k8s.aws/stack";

    private final ElbState state;
    private final Balancing balancing;
    private final ListenerOperations listeners;
    private final TargetGroupOperations targetGroups;
    private final TargetOperations targets;

    ControllerBalancers(ElbState state, Balancing balancing) {
        this.state = state;
        this.balancing = balancing;
        this.listeners = new ListenerOperations(state);
        this.targetGroups = new TargetGroupOperations(state);
        this.targets = new TargetOperations(state);
    }

    FakeLoadBalancer create(Caller caller, LoadBalancers.Wanted wanted) {
        RegionalBalancers place = state.in(caller);
        boolean classic = wanted.type() == LoadBalancers.Type.CLASSIC;
        LoadBalancerSchemeEnum scheme = wanted.scheme() == LoadBalancers.Scheme.INTERNET_FACING
                ? LoadBalancerSchemeEnum.INTERNET_FACING
                : LoadBalancerSchemeEnum.INTERNAL;
        LoadBalancerOperations.checkName(wanted.name());
        Optional<FakeLoadBalancer> present = place.named(wanted.name(), classic);
        if (present.isPresent()) {
            if (present.get().scheme != scheme) {
                throw ElbFaults.refuse(
                        "DuplicateLoadBalancerName",
                        "A load balancer with the same name '" + wanted.name()
                                + "' exists, but with different settings");
            }
            return present.get();
        }
        List<SubnetMapping> mappings = Placement.mappings(wanted.subnetIds(), List.of());
        @Nullable LoadBalancerTypeEnum type = classic ? null : LoadBalancerTypeEnum.NETWORK;
        balancing.placement().check(caller, type, scheme, mappings);
        String group = wanted.securityGroup() ? securityGroup(caller, wanted) : null;
        FakeLoadBalancer balancer = balancing.create(
                place,
                new Balancing.Wish(
                        wanted.name(),
                        type,
                        scheme,
                        mappings,
                        group == null ? List.of() : List.of(group),
                        IpAddressType.IPV4,
                        wanted.tags()));
        balancer.managedGroup = group;
        if (!classic) {
            wanted.listeners().forEach(listener -> addListener(place, balancer, wanted, listener));
        }
        return balancer;
    }

    /** The group that lets clients in, with the name and the text that the AWS Load Balancer Controller gives it. */
    private String securityGroup(Caller caller, LoadBalancers.Wanted wanted) {
        return state.network.createServiceSecurityGroup(
                caller,
                wanted.vpcId(),
                wanted.name(),
                "[k8s] Managed SecurityGroup for LoadBalancer",
                tags(wanted, "ManagedLBSecurityGroup"));
    }

    private void addListener(
            RegionalBalancers place,
            FakeLoadBalancer balancer,
            LoadBalancers.Wanted wanted,
            LoadBalancers.Listener listener) {
        ProtocolEnum protocol = ProtocolEnum.fromValue(listener.protocol());
        String stack = wanted.tags().get(STACK);
        String name = wanted.name();
        String base = name.substring(0, Math.min(name.length(), 21)).replaceAll("-+$", "");
        var settings = TargetGroupRules.settings(CreateTargetGroupRequest.builder()
                .name(base + "-" + state.world.ids().hex(10))
                .protocol(protocol)
                .port(listener.targetPort() > 0 ? listener.targetPort() : listener.port())
                .vpcId(balancer.vpcId)
                .targetType(wanted.ipTargets() ? TargetTypeEnum.IP : TargetTypeEnum.INSTANCE)
                .healthCheckIntervalSeconds(10)
                .healthCheckTimeoutSeconds(10)
                .healthyThresholdCount(3)
                .unhealthyThresholdCount(3)
                .build());
        FakeTargetGroup group = targetGroups.add(place, settings, tags(wanted, stack + ":" + listener.port()));
        balancer.managedTargetGroups.add(group.arn);
        FakeListener made = new FakeListener(
                listeners.arn(place, balancer), balancer, tags(wanted, String.valueOf(listener.port())));
        made.port = listener.port();
        made.protocol = protocol;
        made.actions = new ActionRules(place, balancer, protocol).checked(List.of(ActionRules.forwardTo(group)));
        ListenerOperations.add(place, made);
    }

    /** The load balancer's tags, with what this resource is in the stack. */
    private static Map<String, String> tags(LoadBalancers.Wanted wanted, String resource) {
        Map<String, String> tags = new TreeMap<>(wanted.tags());
        if (tags.containsKey(RESOURCE)) {
            tags.put(RESOURCE, resource);
        }
        return tags;
    }

    /** @param afterwards runs when its interfaces and groups are gone */
    void delete(Caller caller, String name, Runnable afterwards) {
        RegionalBalancers place = state.in(caller);
        place.loadBalancers.values().stream()
                .filter(balancer -> balancer.name.equals(name))
                .findFirst()
                .ifPresent(balancer -> balancing.delete(place, balancer, () -> {
                    balancer.managedTargetGroups.forEach(place.targetGroups::remove);
                    if (balancer.managedGroup != null) {
                        state.network.deleteServiceSecurityGroup(caller, balancer.managedGroup);
                    }
                    afterwards.run();
                }));
    }

    /** Replaces the targets behind the listeners of a load balancer. */
    void targets(Caller caller, String name, Map<Integer, List<LoadBalancers.Target>> byListener) {
        RegionalBalancers place = state.in(caller);
        place.named(name, false)
                .ifPresent(balancer -> place.listenersOf(balancer).stream()
                        .filter(listener -> byListener.containsKey(listener.port))
                        .forEach(listener -> listener.actions.stream()
                                .flatMap(ActionRules::targetGroups)
                                .map(place::targetGroup)
                                .forEach(group -> replace(group, byListener.getOrDefault(listener.port, List.of())))));
    }

    /** Replaces the targets of a group: those that are gone from it are drained. */
    void replace(FakeTargetGroup group, List<LoadBalancers.Target> wanted) {
        Set<FakeTargetGroup.TargetKey> keys = new HashSet<>();
        for (LoadBalancers.Target each : wanted) {
            TargetDescription target =
                    TargetDescription.builder().id(each.id()).port(each.port()).build();
            keys.add(group.keyOf(target));
            targets.add(group, target, true);
        }
        for (FakeTargetGroup.TargetKey key : new ArrayList<>(group.targets.keySet())) {
            if (!keys.contains(key)) {
                targets.drain(group, key);
            }
        }
    }
}
