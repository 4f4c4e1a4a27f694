package dev.eksdsl.testing.ec2;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;

/**
 * A route.
 *
 * @param destination an IPv4 or IPv6 block, or the id of a prefix list
 * @param target where it leads: the id of a gateway or interface, or {@code local}
 */
record FakeRoute(String destination, String target) {

    boolean isLocal() {
        return target.equals("local");
    }

    /** Whether this is the way to everywhere. */
    boolean isDefault() {
        return destination.equals("0.0.0.0/0") || destination.equals("::/0");
    }

    boolean leadsToInternetGateway() {
        return target.startsWith(Kind.INTERNET_GATEWAY.prefix() + "-");
    }

    /** The NAT gateway that it leads to, if it leads to one that exists. */
    Optional<FakeNatGateway> natGateway(RegionalState place) {
        return place.natGateways.find(target);
    }

    /** Whether the target exists and works; a route whose target does not is a black hole. */
    boolean works(RegionalState place, String vpcId) {
        if (leadsToInternetGateway()) {
            return place.internetGateways
                    .find(target)
                    .filter(gateway -> vpcId.equals(gateway.vpcId))
                    .isPresent();
        }
        if (target.startsWith(Kind.NAT_GATEWAY.prefix() + "-")) {
            return place.natGateways
                    .find(target)
                    .filter(gateway -> gateway.state == NatGatewayState.AVAILABLE)
                    .isPresent();
        }
        if (target.startsWith(Kind.INSTANCE.prefix() + "-")) {
            return place.instances
                    .find(target)
                    .filter(instance -> instance.state == InstanceStateName.RUNNING)
                    .isPresent();
        }
        if (target.startsWith(Kind.VPC_ENDPOINT.prefix() + "-")) {
            return place.endpoints.find(target).isPresent();
        }
        if (target.startsWith(Kind.EGRESS_ONLY_GATEWAY.prefix() + "-")) {
            return place.egressOnlyGateways.find(target).isPresent();
        }
        if (target.startsWith(Kind.PEERING.prefix() + "-")) {
            return place.peerings.find(target).filter(FakePeering::isActive).isPresent();
        }
        return !target.startsWith(Kind.NETWORK_INTERFACE.prefix() + "-")
                || place.interfaces.find(target).isPresent();
    }

    Route view(RegionalState place, String vpcId) {
        Route.Builder view = Route.builder()
                .origin(isLocal() ? RouteOrigin.CREATE_ROUTE_TABLE : RouteOrigin.CREATE_ROUTE)
                .state(works(place, vpcId) ? RouteState.ACTIVE : RouteState.BLACKHOLE);
        if (destination.startsWith("pl-")) {
            view.destinationPrefixListId(destination);
        } else if (destination.contains(":")) {
            view.destinationIpv6CidrBlock(destination);
        } else {
            view.destinationCidrBlock(destination);
        }
        showTarget(place, view);
        return view.build();
    }

    private void showTarget(RegionalState place, Route.Builder view) {
        switch (target.substring(0, Math.max(0, target.indexOf('-')))) {
            case "nat" -> view.natGatewayId(target);
            case "eni" -> {
                view.networkInterfaceId(target);
                place.interfaces
                        .find(target)
                        .map(FakeInterface::instanceId)
                        .ifPresent(id -> view.instanceId(id).instanceOwnerId(place.accountId));
            }
            case "i" -> {
                view.instanceId(target).instanceOwnerId(place.accountId);
                place.instances
                        .find(target)
                        .ifPresent(instance -> view.networkInterfaceId(instance.networkInterface.id));
            }
            case "eigw" -> view.egressOnlyInternetGatewayId(target);
            case "pcx" -> view.vpcPeeringConnectionId(target);
            case "tgw" -> view.transitGatewayId(target);
            default -> view.gatewayId(target);
        }
    }
}
