package dev.eksdsl.resource.routetable;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.ec2.Creation;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The default route of a table: reads it, and makes it lead somewhere. All calls may be repeated. */
final class Routing {

    private static final String EVERYWHERE = "0.0.0.0/0";

    private Routing() {}

    static Optional<String> defaultTarget(RouteTable table) {
        return table.routes().stream()
                .filter(route -> EVERYWHERE.equals(route.destinationCidrBlock()))
                .flatMap(Routing::targets)
                .findFirst();
    }

    static void lead(AwsApi aws, String tableId, DefaultRoute route, String target) {
        boolean internet = route instanceof DefaultRoute.Internet;
        CreateRouteRequest create = CreateRouteRequest.builder()
                .routeTableId(tableId)
                .destinationCidrBlock(EVERYWHERE)
                .gatewayId(internet ? target : null)
                .natGatewayId(internet ? null : target)
                .build();
        try {
            aws.ec2(Ec2Client::createRoute, create);
        } catch (AwsCallException e) {
            if (!e.is("RouteAlreadyExists")) {
                throw e;
            }
            redirect(aws, tableId, route, target);
        }
    }

    static void redirect(AwsApi aws, String tableId, DefaultRoute route, String target) {
        boolean internet = route instanceof DefaultRoute.Internet;
        ReplaceRouteRequest replace = ReplaceRouteRequest.builder()
                .routeTableId(tableId)
                .destinationCidrBlock(EVERYWHERE)
                .gatewayId(internet ? target : null)
                .natGatewayId(internet ? null : target)
                .build();
        aws.ec2(Ec2Client::replaceRoute, replace);
    }

    static void remove(AwsApi aws, String tableId) {
        DeleteRouteRequest delete = DeleteRouteRequest.builder()
                .routeTableId(tableId)
                .destinationCidrBlock(EVERYWHERE)
                .build();
        Creation.unlessGone(() -> aws.ec2(Ec2Client::deleteRoute, delete));
    }

    private static Stream<String> targets(Route route) {
        return Stream.of(
                        Optional.ofNullable(route.gatewayId()),
                        Optional.ofNullable(route.natGatewayId()),
                        Optional.ofNullable(route.transitGatewayId()),
                        Optional.ofNullable(route.networkInterfaceId()),
                        Optional.ofNullable(route.vpcPeeringConnectionId()),
                        Optional.ofNullable(route.localGatewayId()),
                        Optional.ofNullable(route.carrierGatewayId()),
                        Optional.ofNullable(route.coreNetworkArn()))
                .flatMap(Optional::stream);
    }
}
