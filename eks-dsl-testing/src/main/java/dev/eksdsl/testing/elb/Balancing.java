package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.LoadBalancerNetwork;
import dev.eksdsl.testing.ec2.LoadBalancerNetwork.Holder;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Makes and deletes load balancers, with the network interfaces that they hold in their subnets. */
final class Balancing {

    /**
     * A load balancer that somebody wants.
     *
     * @param type null for a classic one
     */
    record Wish(
            String name,
            @Nullable LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            List<SubnetMapping> mappings,
            List<String> securityGroups,
            IpAddressType ipAddressType,
            Map<String, String> tags) {}

    private final ElbState state;
    private final Placement placement;

    Balancing(ElbState state) {
        this.state = state;
        this.placement = new Placement(state);
    }

    Placement placement() {
        return placement;
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if the wish cannot be */
    FakeLoadBalancer create(RegionalBalancers place, Wish wish) {
        List<Placement.Spot> spots = placement.check(place.owner, wish.type(), wish.scheme(), wish.mappings());
        String vpcId = spots.get(0).subnet().vpcId();
        placement.checkGroups(place.owner, wish.type(), vpcId, wish.securityGroups());
        checkQuota(place, wish, vpcId);
        boolean classic = wish.type() == null;
        String hash = classic || wish.type() == LoadBalancerTypeEnum.APPLICATION ? digits() : "";
        String id = state.world.ids().hex(16);
        String path = classic ? wish.name() : prefix(wish.type()) + "/" + wish.name() + "/" + id;
        FakeLoadBalancer balancer = new FakeLoadBalancer(
                place.arn("loadbalancer/" + path),
                wish.name(),
                wish.type(),
                wish.scheme(),
                dnsName(place.owner, wish, hash.isEmpty() ? id : hash),
                HostedZones.of(place.owner.region(), wish.type()),
                vpcId,
                state.world.now(),
                wish.tags());
        balancer.ipAddressType = wish.ipAddressType();
        balancer.securityGroups = wish.securityGroups();
        if (wish.type() != null) {
            balancer.attributes.putAll(
                    AttributeBook.LOAD_BALANCERS.initial(wish.type().toString()));
            if (balancer.attributes.containsKey("ipv6.deny_all_igw_traffic")
                    && wish.scheme() == LoadBalancerSchemeEnum.INTERNAL) {
                balancer.attributes.put("ipv6.deny_all_igw_traffic", "true");
            }
        }
        spots.forEach(spot -> occupy(place, balancer, spot));
        place.loadBalancers.put(balancer.arn, balancer);
        state.world.lifecycle(
                state.world.durations().of(Durations.Of.LOAD_BALANCER_ACTIVE),
                () -> balancer.activeSince = state.world.now());
        return balancer;
    }

    private String digits() {
        StringBuilder digits = new StringBuilder().append(1 + state.world.ids().number(9));
        while (digits.length() < 10) {
            digits.append(state.world.ids().number(10));
        }
        return digits.toString();
    }

    private static String prefix(@Nullable LoadBalancerTypeEnum type) {
        return type == LoadBalancerTypeEnum.APPLICATION ? "app" : type == LoadBalancerTypeEnum.GATEWAY ? "gwy" : "net";
    }

    /** Puts an interface into the subnet; into one that is made up, nothing can be put. */
    void occupy(RegionalBalancers place, FakeLoadBalancer balancer, Placement.Spot spot) {
        if (!spot.exists()) {
            balancer.zones.add(new FakeLoadBalancer.Zone(spot.subnet(), spot.mapping(), null, null));
            return;
        }
        String path = balancer.arn.substring(balancer.arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
        LoadBalancerNetwork.Held held = state.interfaces.hold(
                place.owner,
                new LoadBalancerNetwork.Wish(
                        spot.subnet().id(),
                        knownGroups(place, balancer),
                        "ELB " + path,
                        holder(balancer.type),
                        balancer.scheme == LoadBalancerSchemeEnum.INTERNET_FACING
                                && !balancer.is(LoadBalancerTypeEnum.GATEWAY),
                        spot.mapping().allocationId()));
        if (balancer.is(LoadBalancerTypeEnum.APPLICATION) && balancer.securityGroups.isEmpty()) {
            balancer.securityGroups = held.groupIds();
        }
        balancer.zones.add(new FakeLoadBalancer.Zone(spot.subnet(), spot.mapping(), held.id(), held.privateIp()));
    }

    /** Puts the load balancer's present security groups onto its interfaces, which stay the same. */
    void protect(RegionalBalancers place, FakeLoadBalancer balancer) {
        List<String> groups = knownGroups(place, balancer);
        balancer.zones.stream()
                .map(FakeLoadBalancer.Zone::interfaceId)
                .filter(Objects::nonNull)
                .forEach(id -> state.interfaces.protect(place.owner, id, groups));
    }

    /** Without those that are made up, which a lenient fake takes. */
    private List<String> knownGroups(RegionalBalancers place, FakeLoadBalancer balancer) {
        return balancer.securityGroups.stream()
                .filter(group ->
                        state.network.vpcOfSecurityGroup(place.owner, group).isPresent())
                .toList();
    }

    private static Holder holder(@Nullable LoadBalancerTypeEnum type) {
        if (type == null) {
            return Holder.CLASSIC;
        }
        return switch (type) {
            case NETWORK -> Holder.NETWORK;
            case GATEWAY -> Holder.GATEWAY;
            default -> Holder.APPLICATION;
        };
    }

    void vacate(RegionalBalancers place, FakeLoadBalancer.Zone zone) {
        if (zone.interfaceId() != null) {
            state.interfaces.release(place.owner, zone.interfaceId());
        }
    }

    private static void checkQuota(RegionalBalancers place, Wish wish, String vpcId) {
        boolean gateway = wish.type() == LoadBalancerTypeEnum.GATEWAY;
        long present = place.loadBalancers.values().stream()
                .filter(balancer -> balancer.type == wish.type())
                .filter(balancer -> !gateway || balancer.vpcId.equals(vpcId))
                .count();
        if (present >= (gateway ? ElbQuotas.GATEWAY_LOAD_BALANCERS_OF_A_VPC : ElbQuotas.LOAD_BALANCERS_OF_A_TYPE)) {
            throw ElbFaults.refuse("TooManyLoadBalancers", "The maximum number of load balancers has been reached");
        }
    }

    private static String dnsName(Caller owner, Wish wish, String hash) {
        String domain = owner.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        if (wish.type() == LoadBalancerTypeEnum.NETWORK) {
            return wish.name() + "-" + hash + ".elb." + owner.region() + "." + domain;
        }
        String prefix = wish.scheme() == LoadBalancerSchemeEnum.INTERNAL ? "internal-" : "";
        return prefix + wish.name() + "-" + hash + "." + owner.region() + ".elb." + domain;
    }

    /** Deletes a load balancer: unseen at once; its interfaces and its hold on target groups go some time later. */
    void delete(RegionalBalancers place, FakeLoadBalancer balancer, Runnable afterwards) {
        place.loadBalancers.remove(balancer.arn);
        state.world.lifecycle(state.world.durations().of(Durations.Of.LOAD_BALANCER_DELETE), () -> {
            balancer.zones.forEach(zone -> vacate(place, zone));
            place.listenersOf(balancer).forEach(place::drop);
            afterwards.run();
        });
    }
}
