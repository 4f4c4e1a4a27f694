package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.ec2.CloudNetwork.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/** What security groups and endpoints let through (VPC user guide, "Security groups"). */
final class Reachability {

    private static final String TCP = "tcp";
    private static final String ALL = "-1";

    private Reachability() {}

    /**
     * The services whose endpoints serve a subnet: gateways by its route table, interfaces that are there for the whole VPC
     * by their private names.
     */
    static Set<String> services(RegionalState place, String subnetId) {
        return place.subnets
                .find(subnetId)
                .map(subnet -> services(place, subnet))
                .orElse(Set.of());
    }

    private static Set<String> services(RegionalState place, FakeSubnet subnet) {
        Set<String> services = new TreeSet<>();
        String routes = place.routeTableFor(subnet).id;
        place.endpoints.all().stream()
                .filter(endpoint -> endpoint.vpc == subnet.vpc && endpoint.state.equals("available"))
                .filter(endpoint -> endpoint.isGateway()
                        ? endpoint.routeTableIds.contains(routes)
                        : endpoint.privateDns || endpoint.service(place).equals("s3"))
                .forEach(endpoint -> services.add(endpoint.service(place)));
        return services;
    }

    /** Whether a default route of the subnet works, of whatever target or to an internet gateway. */
    static boolean hasDefaultRoute(RegionalState place, String subnetId, boolean toInternetGateway) {
        return place.subnets
                .find(subnetId)
                .filter(subnet -> place.routeTableFor(subnet).routes().stream()
                        .anyMatch(route -> (toInternetGateway ? route.leadsToInternetGateway() : route.isDefault())
                                && route.works(place, subnet.vpc.id)
                                && leadsOn(place, route)))
                .isPresent();
    }

    /** A public NAT gateway leads on only in a subnet with a route to an internet gateway (VPC user guide, "NAT gateways"). */
    private static boolean leadsOn(RegionalState place, FakeRoute route) {
        return route.natGateway(place)
                .filter(gateway -> gateway.connectivity == ConnectivityType.PUBLIC)
                .map(gateway -> hasDefaultRoute(place, gateway.subnet.id, true))
                .orElse(true);
    }

    static Optional<String> outwardAddress(RegionalState place, String instanceId) {
        return place.instances.find(instanceId).flatMap(instance -> {
            FakeInterface primary = instance.networkInterface;
            return Optional.ofNullable(primary.publicIp()).or(() -> natAddress(place, primary.subnet));
        });
    }

    private static Optional<String> natAddress(RegionalState place, FakeSubnet subnet) {
        return place.routeTableFor(subnet).routes().stream()
                .filter(FakeRoute::isDefault)
                .flatMap(route -> route.natGateway(place).stream())
                .flatMap(gateway -> gateway.addresses().stream())
                .map(NatGatewayAddress::publicIp)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Whether one side may open a TCP connection to the other. */
    static boolean letsThrough(RegionalState place, Side from, Side to, int port) {
        return opens(place, from.groupIds(), true, to, port)
                && (to.groupIds().isEmpty() || opens(place, to.groupIds(), false, from, port));
    }

    private static boolean opens(RegionalState place, List<String> groupIds, boolean egress, Side peer, int port) {
        return groupIds.stream()
                .flatMap(id -> place.securityGroups.find(id).stream())
                .flatMap(place::rulesOf)
                .map(rule -> rule.match)
                .filter(match -> match.egress() == egress && covers(match, port))
                .anyMatch(match -> switch (match.peer().form()) {
                    case GROUP -> peer.groupIds().contains(match.peer().value());
                    case IPV4 -> reaches(match.peer().value(), peer);
                    case IPV6, PREFIX_LIST -> false;
                });
    }

    /** Something outside the VPC, which has no groups, must be allowed as a whole; in the VPC a part is enough. */
    private static boolean reaches(String cidr, Side peer) {
        Cidr allowed = Cidr.parse(cidr);
        Cidr wanted = Cidr.parse(peer.cidr());
        return peer.groupIds().isEmpty() ? allowed.contains(wanted) : allowed.overlaps(wanted);
    }

    private static boolean covers(FakeRule.Match match, int port) {
        return match.protocol().equals(ALL)
                || match.protocol().equals(TCP) && least(match.from()) <= port && port <= most(match.to());
    }

    private static int least(@Nullable Integer from) {
        return from == null ? 0 : from;
    }

    private static int most(@Nullable Integer to) {
        return to == null ? 65535 : to;
    }

    /** Lets TCP in at a port: from these groups, or from everywhere if there are none. */
    static void open(RegionalState place, String groupId, int port, List<String> sourceGroupIds) {
        List<FakeRule.Peer> peers = sourceGroupIds.isEmpty()
                ? List.of(new FakeRule.Peer(FakeRule.Form.IPV4, "0.0.0.0/0"))
                : sourceGroupIds.stream()
                        .map(id -> new FakeRule.Peer(FakeRule.Form.GROUP, id))
                        .toList();
        for (FakeRule.Peer peer : peers) {
            place.rules.add(new FakeRule(
                    place.rules.newId(), groupId, new FakeRule.Match(false, TCP, port, port, peer), null, Map.of()));
        }
    }
}
