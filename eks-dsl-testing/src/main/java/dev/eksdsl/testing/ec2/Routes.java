package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;

/** The operations on routes: to internet gateways, NAT gateways and network interfaces. */
final class Routes {

    private final Ec2State cloud;

    Routes(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateRouteRequest.class, this::create);
        operations.on(ReplaceRouteRequest.class, this::replace);
        operations.on(DeleteRouteRequest.class, this::delete);
    }

    private CreateRouteResponse create(CreateRouteRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table = place.routeTables.get(request.routeTableId(), "routeTableId");
        String destination = destination(
                request.destinationCidrBlock(), request.destinationIpv6CidrBlock(), request.destinationPrefixListId());
        String target = target(place, table, request.gatewayId(), request.natGatewayId(), request.networkInterfaceId());
        FakeRoute present = table.route(destination).orElse(null);
        if (present != null) {
            if (present.target().equals(target)) {
                return CreateRouteResponse.builder().returnValue(true).build();
            }
            throw Ec2Faults.refuse("RouteAlreadyExists", "The route identified by " + destination + " already exists.");
        }
        long routes = table.routes().stream().filter(route -> !route.isLocal()).count();
        if (routes >= cloud.quotas.of(Ec2Quotas.Of.ROUTES_PER_TABLE)) {
            throw Ec2Faults.limit("RouteLimitExceeded", "routes per route table");
        }
        table.routes().add(new FakeRoute(destination, target));
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    private ReplaceRouteResponse replace(ReplaceRouteRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeRouteTable table = place.routeTables.get(request.routeTableId(), "routeTableId");
        String destination = destination(
                request.destinationCidrBlock(), request.destinationIpv6CidrBlock(), request.destinationPrefixListId());
        String target = target(place, table, request.gatewayId(), request.natGatewayId(), request.networkInterfaceId());
        FakeRoute before = table.route(destination)
                .orElseThrow(() -> Ec2Faults.invalid("There is no route defined for '" + destination
                        + "' in the route table. Use CreateRoute instead."));
        table.routes().set(table.routes().indexOf(before), new FakeRoute(destination, target));
        return ReplaceRouteResponse.builder().build();
    }

    private DeleteRouteResponse delete(DeleteRouteRequest request, Caller caller) {
        FakeRouteTable table = cloud.in(caller).routeTables.get(request.routeTableId(), "routeTableId");
        String destination = destination(
                request.destinationCidrBlock(), request.destinationIpv6CidrBlock(), request.destinationPrefixListId());
        FakeRoute route = table.route(destination)
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidRoute.NotFound",
                        "no route with destination-cidr-block " + destination + " in route table " + table.id));
        if (route.isLocal()) {
            throw Ec2Faults.invalid("cannot remove local route " + destination + " in route table " + table.id);
        }
        table.routes().remove(route);
        return DeleteRouteResponse.builder().build();
    }

    /** @throws AwsFault if the request gives no destination, or a malformed one */
    private static String destination(@Nullable String ipv4, @Nullable String ipv6, @Nullable String prefixList) {
        if (ipv4 != null) {
            return Cidr.around(ipv4)
                    .orElseThrow(
                            () -> Ec2Faults.invalid(ipv4, "destinationCidrBlock", "This is not a valid CIDR block."))
                    .toString();
        }
        if (ipv6 != null) {
            return ipv6.toLowerCase(Locale.ROOT);
        }
        return Ec2Faults.required(prefixList, "destinationCidrBlock");
    }

    /** @throws AwsFault if the request gives no target or several, or one that is not there or in another VPC */
    private static String target(
            RegionalState place,
            FakeRouteTable table,
            @Nullable String gatewayId,
            @Nullable String natGatewayId,
            @Nullable String interfaceId) {
        long given = Stream.of(gatewayId, natGatewayId, interfaceId)
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw given == 0
                    ? Ec2Faults.missing("gatewayId")
                    : Ec2Faults.refuse(
                            "InvalidParameterCombination", "A route has one target; the request names " + given + ".");
        }
        if (natGatewayId != null) {
            FakeNatGateway gateway = natGateway(place, natGatewayId);
            sameNetwork(table, "nat gateway " + natGatewayId, gateway.subnet.vpc.id);
            return natGatewayId;
        }
        if (interfaceId != null) {
            FakeInterface networkInterface = place.interfaces.get(interfaceId, "networkInterfaceId");
            sameNetwork(table, "interface " + interfaceId, networkInterface.subnet.vpc.id);
            return interfaceId;
        }
        FakeInternetGateway gateway = place.internetGateways.get(gatewayId, "gatewayId");
        sameNetwork(table, "network gateway " + gateway.id, gateway.vpcId);
        return gateway.id;
    }

    private static FakeNatGateway natGateway(RegionalState place, String id) {
        return place.natGateways.visible(List.of()).stream()
                .filter(gateway -> gateway.id.equals(id))
                .filter(gateway ->
                        gateway.state == NatGatewayState.PENDING || gateway.state == NatGatewayState.AVAILABLE)
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist"));
    }

    private static void sameNetwork(FakeRouteTable table, String target, @Nullable String vpcId) {
        if (!table.vpcId.equals(vpcId)) {
            throw Ec2Faults.invalid("route table " + table.id + " and " + target + " belong to different networks");
        }
    }
}
