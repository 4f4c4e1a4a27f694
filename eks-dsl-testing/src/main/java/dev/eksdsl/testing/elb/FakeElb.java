package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fake's Elastic Load Balancing: the load balancers that controllers have made, for each account and region. Its API
 * (ELBv2) shows and deletes network load balancers; creating is for controllers, through {@link LoadBalancers}.
 */
public final class FakeElb implements FakeService, LoadBalancers {

    private final FakeEc2 ec2;
    private final Balancing balancing;

    public FakeElb(World world, FakeEc2 ec2) {
        this.ec2 = ec2;
        balancing = new Balancing(world, ec2);
    }

    @Override
    public String signingName() {
        return "elasticloadbalancing";
    }

    @Override
    public void register(Operations operations) {
        new LoadBalancerOperations(balancing).register(operations);
        new TargetGroupOperations(balancing).register(operations);
    }

    @Override
    public void reset() {
        balancing.clear();
    }

    /** All load balancers and target groups, sorted. */
    public List<InventoryItem> inventory() {
        return balancing.all().stream()
                .flatMap(place -> Stream.concat(
                        place.loadBalancers.values().stream()
                                .map(balancer -> item(
                                        balancer.isClassic() ? "classic-loadbalancer" : "loadbalancer",
                                        balancer.arn,
                                        balancer.wanted.tags())),
                        place.targetGroups.values().stream().map(group -> item("targetgroup", group.arn, group.tags))))
                .sorted()
                .toList();
    }

    private static InventoryItem item(String type, String arn, Map<String, String> tags) {
        return new InventoryItem("elasticloadbalancing", type, arn, tags);
    }

    /**
     * The load balancer is there at once, and active after {@link Durations.Of#LOAD_BALANCER_ACTIVE}. One of the same
     * name, type and scheme is not made again.
     */
    @Override
    public String create(Caller caller, Wanted wanted) {
        RegionalBalancers place = balancing.in(caller);
        return place.named(wanted.name())
                .filter(present -> present.wanted.type() == wanted.type() && present.wanted.scheme() == wanted.scheme())
                .orElseGet(() -> balancing.create(place, wanted))
                .dnsName;
    }

    /**
     * Deletes the load balancer with its target groups. It cannot be seen any more at once; its network interfaces go
     * after {@link Durations.Of#LOAD_BALANCER_DELETE}.
     */
    @Override
    public void delete(Caller caller, String name) {
        RegionalBalancers place = balancing.in(caller);
        place.named(name).ifPresent(balancer -> balancing.delete(place, balancer, true));
    }

    @Override
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        return ec2.subnetTags(caller, vpcId);
    }

    /**
     * Replaces the targets of all target groups of a load balancer. Targets are healthy at once.
     *
     * @param name the load balancer's name
     * @param targetIds addresses of pods, or ids of instances
     */
    public void setTargets(Caller caller, String name, List<String> targetIds) {
        balancing.in(caller).named(name).stream()
                .flatMap(balancer -> balancer.listeners.stream())
                .forEach(listener -> listener.targetGroup().targetIds = List.copyOf(targetIds));
    }
}
