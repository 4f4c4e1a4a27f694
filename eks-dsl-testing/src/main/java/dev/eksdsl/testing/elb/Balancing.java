package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.World;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** Makes and deletes load balancers, with the network interfaces that they hold in their subnets. */
final class Balancing {

    private static final int LONGEST_NAME = 32;
    /** What Elastic Load Balancing wants free in each subnet, to have room to grow. */
    private static final int FREE_ADDRESSES = 8;
    /** Load balancers of one type in a region (Elastic Load Balancing quotas). */
    private static final int MOST_OF_A_TYPE = 50;

    private record Place(String accountId, String region) {}

    private final World world;
    private final FakeEc2 ec2;
    private final Map<Place, RegionalBalancers> places = new LinkedHashMap<>();

    Balancing(World world, FakeEc2 ec2) {
        this.world = world;
        this.ec2 = ec2;
    }

    RegionalBalancers in(Caller caller) {
        return places.computeIfAbsent(
                new Place(caller.accountId(), caller.region()), place -> new RegionalBalancers(caller));
    }

    Collection<RegionalBalancers> all() {
        return places.values();
    }

    void clear() {
        places.clear();
    }

    FakeLoadBalancer create(RegionalBalancers place, LoadBalancers.Wanted wanted) {
        checkName(place, wanted);
        List<SubnetView> subnets =
                wanted.subnetIds().stream().map(id -> subnet(place.owner, id)).toList();
        checkZones(subnets);
        Caller owner = place.owner;
        boolean classic = wanted.type() == LoadBalancers.Type.CLASSIC;
        String hash = world.ids().hex(16);
        String path = (classic ? "" : "net/") + wanted.name() + (classic ? "" : "/" + hash);
        FakeLoadBalancer balancer = new FakeLoadBalancer(
                arn(owner, "loadbalancer/" + path),
                dnsName(owner, wanted, hash),
                subnets.get(0).vpcId(),
                world.now(),
                wanted);
        for (SubnetView subnet : subnets) {
            balancer.zones.put(subnet.zone(), subnet.id());
            balancer.interfaceIds.add(ec2.createLoadBalancerInterface(
                    owner,
                    subnet.id(),
                    "ELB " + path,
                    !classic,
                    wanted.scheme() == LoadBalancers.Scheme.INTERNET_FACING));
        }
        if (!classic) {
            wanted.listeners().forEach(listener -> addListener(place, balancer, path, listener));
        }
        place.loadBalancers.put(balancer.arn, balancer);
        world.after(world.durations().of(Durations.Of.LOAD_BALANCER_ACTIVE), () -> balancer.active = true);
        return balancer;
    }

    private void addListener(
            RegionalBalancers place, FakeLoadBalancer balancer, String path, LoadBalancers.Listener wanted) {
        String groupName = "k8s-" + world.ids().hex(10);
        ProtocolEnum protocol = ProtocolEnum.fromValue(wanted.protocol());
        FakeTargetGroup group = new FakeTargetGroup(
                arn(place.owner, "targetgroup/" + groupName + "/" + world.ids().hex(16)),
                groupName,
                protocol,
                wanted.nodePort() > 0 ? wanted.nodePort() : wanted.port(),
                balancer.vpcId,
                balancer.wanted.tags());
        group.user = balancer;
        place.targetGroups.put(group.arn, group);
        String listenerArn =
                arn(place.owner, "listener/" + path + "/" + world.ids().hex(16));
        balancer.listeners.add(new FakeLoadBalancer.FakeListener(listenerArn, wanted.port(), protocol, group));
    }

    private static void checkName(RegionalBalancers place, LoadBalancers.Wanted wanted) {
        if (wanted.name().length() > LONGEST_NAME) {
            throw RegionalBalancers.refuse(
                    "ValidationError",
                    "The load balancer name '" + wanted.name() + "' cannot be longer than '" + LONGEST_NAME
                            + "' characters");
        }
        if (place.named(wanted.name()).isPresent()) {
            throw RegionalBalancers.refuse(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + wanted.name() + "' exists, but with different settings");
        }
        long ofType = place.loadBalancers.values().stream()
                .filter(balancer -> balancer.wanted.type() == wanted.type())
                .count();
        if (ofType >= MOST_OF_A_TYPE) {
            throw RegionalBalancers.refuse(
                    "TooManyLoadBalancers", "The maximum number of load balancers has been reached");
        }
    }

    /** @throws AwsFault if the subnet is not there, or has too few free addresses */
    private SubnetView subnet(Caller owner, String id) {
        SubnetView subnet = ec2.subnet(owner, id)
                .orElseThrow(
                        () -> RegionalBalancers.refuse("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
        if (subnet.freeAddresses() < FREE_ADDRESSES) {
            throw RegionalBalancers.refuse(
                    "InvalidSubnet",
                    "Not enough IP space available in " + id + ". ELB requires at least " + FREE_ADDRESSES
                            + " free IP addresses in each subnet.");
        }
        return subnet;
    }

    private static void checkZones(List<SubnetView> subnets) {
        if (subnets.isEmpty()) {
            throw RegionalBalancers.refuse("ValidationError", "At least one subnet must be specified");
        }
        long zones = subnets.stream().map(SubnetView::zone).distinct().count();
        if (zones != subnets.size()) {
            throw RegionalBalancers.refuse(
                    "InvalidConfigurationRequest",
                    "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        }
    }

    private static String arn(Caller owner, String resource) {
        return "arn:" + owner.partition() + ":elasticloadbalancing:" + owner.region() + ":" + owner.accountId() + ":"
                + resource;
    }

    private static String dnsName(Caller owner, LoadBalancers.Wanted wanted, String hash) {
        String domain = owner.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        if (wanted.type() == LoadBalancers.Type.NETWORK) {
            return wanted.name() + "-" + hash + ".elb." + owner.region() + "." + domain;
        }
        String prefix = wanted.scheme() == LoadBalancers.Scheme.INTERNAL ? "internal-" : "";
        return prefix + wanted.name() + "-" + hash + "." + owner.region() + ".elb." + domain;
    }

    /** Deletes a load balancer: unseen at once, its interfaces and its hold on target groups go some time later. */
    void delete(RegionalBalancers place, FakeLoadBalancer balancer, boolean withTargetGroups) {
        place.loadBalancers.remove(balancer.arn);
        world.after(world.durations().of(Durations.Of.LOAD_BALANCER_DELETE), () -> {
            balancer.interfaceIds.forEach(id -> ec2.deleteServiceInterface(place.owner, id));
            for (FakeLoadBalancer.FakeListener listener : balancer.listeners) {
                listener.targetGroup().user = null;
                if (withTargetGroups) {
                    place.targetGroups.remove(listener.targetGroup().arn);
                }
            }
        });
    }
}
