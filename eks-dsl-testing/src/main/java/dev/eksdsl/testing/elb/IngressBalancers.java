package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.kubernetes.ApplicationBalancers;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * The Application Load Balancers that the AWS Load Balancer Controller makes for Ingresses: a security group for each, towards
 * clients, and one that all of a cluster share, towards targets (its documentation, "Security Groups for Load Balancers").
 */
final class IngressBalancers implements ApplicationBalancers {

    private static final String CLUSTER = "elbv2.k8s.aws/cluster";
    private static final String RESOURCE = "ingress.k8s.aws/resource";

    private final ElbState state;
    private final Balancing balancing;
    private final ControllerBalancers balancers;
    private final ListenerOperations listeners;
    private final TargetGroupOperations targetGroups;
    /** The ids of the groups that a cluster's load balancers share, by place and name. */
    private final Map<String, String> sharedGroups = new HashMap<>();

    IngressBalancers(ElbState state, Balancing balancing, ControllerBalancers balancers) {
        this.state = state;
        this.balancing = balancing;
        this.balancers = balancers;
        this.listeners = new ListenerOperations(state);
        this.targetGroups = new TargetGroupOperations(state);
    }

    @Override
    public String create(Caller caller, Wanted wanted) {
        RegionalBalancers place = state.in(caller);
        LoadBalancerOperations.checkName(wanted.name());
        Optional<FakeLoadBalancer> present = place.named(wanted.name(), false);
        if (present.isPresent()) {
            return present.get().dnsName;
        }
        String own = state.network.createServiceSecurityGroup(
                caller,
                wanted.vpcId(),
                wanted.name(),
                "[k8s] Managed SecurityGroup for LoadBalancer",
                tags(wanted, "ManagedLBSecurityGroup"));
        wanted.ports().forEach(port -> state.network.openPort(caller, own, port, List.of()));
        FakeLoadBalancer balancer = balancing.create(
                place,
                new Balancing.Wish(
                        wanted.name(),
                        LoadBalancerTypeEnum.APPLICATION,
                        wanted.scheme() == LoadBalancers.Scheme.INTERNET_FACING
                                ? LoadBalancerSchemeEnum.INTERNET_FACING
                                : LoadBalancerSchemeEnum.INTERNAL,
                        Placement.mappings(wanted.subnetIds(), List.of()),
                        List.of(own, sharedGroup(caller, wanted)),
                        IpAddressType.IPV4,
                        tags(wanted, "LoadBalancer")));
        balancer.managedGroup = own;
        Map<String, FakeTargetGroup> groups = new LinkedHashMap<>();
        wanted.routes()
                .forEach(route -> groups.computeIfAbsent(
                        route.backend().id(), id -> targetGroup(place, balancer, wanted, route.backend())));
        wanted.ports().forEach(port -> listen(place, balancer, wanted, port, groups));
        return balancer.dnsName;
    }

    private String sharedGroup(Caller caller, Wanted wanted) {
        return sharedGroups.computeIfAbsent(
                key(caller, wanted),
                key -> state.network.createServiceSecurityGroup(
                        caller,
                        wanted.vpcId(),
                        wanted.sharedGroup(),
                        "[k8s] Shared Backend SecurityGroup for LoadBalancer",
                        Map.of(CLUSTER, wanted.cluster(), "elbv2.k8s.aws/resource", "backend-sg")));
    }

    private static String key(Caller caller, Wanted wanted) {
        return caller.accountId() + "/" + caller.region() + "/" + wanted.sharedGroup();
    }

    private FakeTargetGroup targetGroup(
            RegionalBalancers place, FakeLoadBalancer balancer, Wanted wanted, Backend backend) {
        String base =
                wanted.name().substring(0, Math.min(wanted.name().length(), 21)).replaceAll("-+$", "");
        FakeTargetGroup group = targetGroups.add(
                place,
                TargetGroupRules.settings(CreateTargetGroupRequest.builder()
                        .name(base + "-" + state.world.ids().hex(10))
                        .protocol(ProtocolEnum.HTTP)
                        .port(backend.port())
                        .vpcId(balancer.vpcId)
                        .targetType(wanted.ipTargets() ? TargetTypeEnum.IP : TargetTypeEnum.INSTANCE)
                        .build()),
                tags(wanted, backend.id()));
        balancer.managedTargetGroups.add(group.arn);
        return group;
    }

    /** What no rule matches is answered with 404. */
    private void listen(
            RegionalBalancers place,
            FakeLoadBalancer balancer,
            Wanted wanted,
            int port,
            Map<String, FakeTargetGroup> groups) {
        FakeListener listener =
                new FakeListener(listeners.arn(place, balancer), balancer, tags(wanted, String.valueOf(port)));
        listener.port = port;
        listener.protocol = ProtocolEnum.HTTP;
        ActionRules actions = new ActionRules(place, balancer, ProtocolEnum.HTTP);
        listener.actions = actions.checked(List.of(Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(response -> response.statusCode("404").contentType("text/plain"))
                .build()));
        ListenerOperations.add(place, listener);
        int priority = 1;
        for (Route route : wanted.routes()) {
            String arn = listener.arn.replace(":listener/", ":listener-rule/") + "/"
                    + state.world.ids().hex(16);
            FakeRule rule = new FakeRule(arn, listener, priority, tags(wanted, port + ":" + priority));
            rule.conditions = ConditionRules.checked(conditions(route));
            rule.actions = actions.checked(List.of(ActionRules.forwardTo(
                    Objects.requireNonNull(groups.get(route.backend().id())))));
            place.rules.put(rule.arn, rule);
            priority++;
        }
        place.noteUse();
    }

    private static List<RuleCondition> conditions(Route route) {
        List<RuleCondition> conditions = new ArrayList<>();
        if (!route.host().isEmpty()) {
            conditions.add(RuleCondition.builder()
                    .field("host-header")
                    .hostHeaderConfig(config -> config.values(route.host()))
                    .build());
        }
        conditions.add(RuleCondition.builder()
                .field("path-pattern")
                .pathPatternConfig(config -> config.values(route.paths()))
                .build());
        return conditions;
    }

    private static Map<String, String> tags(Wanted wanted, String resource) {
        Map<String, String> tags = new TreeMap<>(wanted.tags());
        tags.put(RESOURCE, resource);
        return tags;
    }

    @Override
    public void delete(Caller caller, Wanted wanted) {
        RegionalBalancers place = state.in(caller);
        balancers.delete(caller, wanted.name(), () -> {
            String shared = sharedGroups.get(key(caller, wanted));
            boolean used = place.loadBalancers.values().stream()
                    .anyMatch(balancer -> balancer.is(LoadBalancerTypeEnum.APPLICATION)
                            && wanted.cluster().equals(balancer.tags.get(CLUSTER)));
            if (!used && shared != null) {
                sharedGroups.remove(key(caller, wanted));
                state.network.deleteServiceSecurityGroup(caller, shared);
            }
        });
    }

    void clear() {
        sharedGroups.clear();
    }

    @Override
    public void targets(Caller caller, String name, Map<String, List<LoadBalancers.Target>> byBackend) {
        RegionalBalancers place = state.in(caller);
        place.named(name, false)
                .ifPresent(balancer -> balancer.managedTargetGroups.stream()
                        .map(place::targetGroup)
                        .forEach(group -> balancers.replace(
                                group, byBackend.getOrDefault(group.tags.getOrDefault(RESOURCE, ""), List.of()))));
    }
}
