package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fake's Elastic Load Balancing, version 2: load balancers, listeners, rules, target groups and the health of their
 * targets, for each account and region. Controllers of the fake's clusters make theirs through {@link LoadBalancers}; those
 * that are classic hold their interfaces, but no API shows them.
 */
public final class FakeElb implements FakeService, LoadBalancers {

    private final ElbState state;
    private final Balancing balancing;
    private final ControllerBalancers controllers;
    private final IngressBalancers ingresses;

    public FakeElb(World world, FakeEc2 ec2) {
        state = new ElbState(world, ec2, ec2.loadBalancerNetwork());
        balancing = new Balancing(state);
        controllers = new ControllerBalancers(state, balancing);
        ingresses = new IngressBalancers(state, balancing, controllers);
    }

    @Override
    public String signingName() {
        return "elasticloadbalancing";
    }

    @Override
    public void register(Operations operations) {
        new LoadBalancerOperations(state, balancing).register(operations);
        new LoadBalancerChanges(state, balancing).register(operations);
        new ListenerOperations(state).register(operations);
        new CertificateOperations(state).register(operations);
        new RuleOperations(state).register(operations);
        new TargetGroupOperations(state).register(operations);
        new TargetOperations(state).register(operations);
        new AttributeOperations(state).register(operations);
        new TagOperations(state).register(operations);
    }

    @Override
    public void reset() {
        state.clear();
        ingresses.clear();
    }

    /** All load balancers, listeners, rules and target groups, sorted. */
    @Override
    public List<InventoryItem> inventory() {
        return state.all().stream()
                .flatMap(RegionalBalancers::all)
                .map(resource -> new InventoryItem("elasticloadbalancing", type(resource), resource.arn, resource.tags))
                .sorted()
                .toList();
    }

    private static String type(ElbResource resource) {
        return resource instanceof FakeLoadBalancer balancer && balancer.isClassic()
                ? "classic-loadbalancer"
                : resource.kind();
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return state.in(caller)
                .all()
                .map(resource ->
                        new TaggedResource(resource.arn, "elasticloadbalancing:" + resource.kind(), resource.tags))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        return state.in(caller)
                .find(arn)
                .map(resource -> {
                    set.keySet().forEach(ElbTags::checkKey);
                    removed.forEach(ElbTags::checkKey);
                    ElbTags.add(resource, set);
                    resource.tags.keySet().removeAll(removed);
                    return true;
                })
                .orElse(false);
    }

    /**
     * The load balancer is there at once, and active after {@link Durations.Of#LOAD_BALANCER_ACTIVE}. One of the same
     * name, type and scheme is not made again.
     */
    @Override
    public String create(Caller caller, Wanted wanted) {
        return controllers.create(caller, wanted).dnsName;
    }

    @Override
    public ApplicationBalancers application() {
        return ingresses;
    }

    /**
     * Deletes the load balancer with its target groups and its security group. It cannot be seen any more at once; the
     * rest goes after {@link Durations.Of#LOAD_BALANCER_DELETE}.
     */
    @Override
    public void delete(Caller caller, String name) {
        controllers.delete(caller, name, () -> {});
    }

    /**
     * Targets are healthy {@link Durations.Of#TARGET_HEALTHY} later; those that are no longer wanted drain for the
     * deregistration delay of their group.
     */
    @Override
    public void targets(Caller caller, String name, Map<Integer, List<Target>> byListener) {
        controllers.targets(caller, name, byListener);
    }

    /** What Auto Scaling asks: instances of its groups as targets. */
    public InstanceTargets instanceTargets() {
        return new GroupTargets(state);
    }

    @Override
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        return state.interfaces.subnetTags(caller, vpcId);
    }
}
