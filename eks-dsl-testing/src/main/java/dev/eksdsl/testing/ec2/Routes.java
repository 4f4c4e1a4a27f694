package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;

/** The operations on routes. */
final class Routes {

    private final Ec2State cloud;
    private final RouteTargets targets;

    Routes(Ec2State cloud) {
        this.cloud = cloud;
        this.targets = new RouteTargets(cloud.world.isLenient());
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
        String target = targets.of(place, table, request);
        FakeRoute present = table.route(destination).orElse(null);
        if (present != null) {
            if (present.target().equals(target)) {
                return CreateRouteResponse.builder().returnValue(true).build();
            }
            throw Ec2Faults.refuse("RouteAlreadyExists", "The route identified by " + destination + " already exists.");
        }
        long routes = table.routes().stream().filter(route -> !route.isLocal()).count();
        if (routes >= cloud.limit(place, Ec2Limit.ROUTES_PER_TABLE)) {
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
        String target = targets.of(place, table, request);
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
            return Ipv6Block.parse(ipv6)
                    .orElseThrow(() ->
                            Ec2Faults.invalid(ipv6, "destinationIpv6CidrBlock", "This is not a valid IPv6 CIDR block."))
                    .toString();
        }
        return Ec2Faults.required(prefixList, "destinationCidrBlock");
    }
}
