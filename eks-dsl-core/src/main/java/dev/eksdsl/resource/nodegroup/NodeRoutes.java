package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.Pages;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets of a node group, and how what is in them gets out. */
final class NodeRoutes {

    private static final String EVERYWHERE = "0.0.0.0/0";

    private final NodeFacts facts;
    private final List<RouteTable> tables;

    private NodeRoutes(NodeFacts facts, List<RouteTable> tables) {
        this.facts = facts;
        this.tables = tables;
    }

    static NodeRoutes read(NodeFacts facts) {
        return new NodeRoutes(
                facts,
                Pages.all(
                        token -> facts.aws()
                                .ec2(
                                        Ec2Client::describeRouteTables,
                                        DescribeRouteTablesRequest.builder()
                                                .filters(Filter.builder()
                                                        .name("vpc-id")
                                                        .values(facts.vpc().vpcId())
                                                        .build())
                                                .nextToken(token)
                                                .build()),
                        DescribeRouteTablesResponse::nextToken,
                        DescribeRouteTablesResponse::routeTables));
    }

    static List<Subnet> subnets(NodeFacts facts) {
        DescribeSubnetsRequest request = DescribeSubnetsRequest.builder()
                .subnetIds(facts.group().subnets())
                .build();
        return facts.aws().ec2(Ec2Client::describeSubnets, request).subnets();
    }

    /** The table that is associated with the subnet, else the VPC's main one. */
    Optional<RouteTable> table(String subnetId) {
        return tables.stream()
                .filter(table -> table.associations().stream().anyMatch(each -> subnetId.equals(each.subnetId())))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table ->
                                table.associations().stream().anyMatch(each -> Boolean.TRUE.equals(each.main())))
                        .findFirst());
    }

    static Optional<Route> defaultRoute(RouteTable table) {
        return table.routes().stream()
                .filter(route -> EVERYWHERE.equals(route.destinationCidrBlock()))
                .findFirst();
    }

    static boolean leadsToInternetGateway(Route route) {
        return route.gatewayId() != null && route.gatewayId().startsWith("igw-");
    }

    /** The NAT gateway that a route leads to; empty if it leads elsewhere, or the gateway is gone. */
    Optional<NatGateway> natGateway(Route route) {
        if (route.natGatewayId() == null) {
            return Optional.empty();
        }
        DescribeNatGatewaysRequest request = DescribeNatGatewaysRequest.builder()
                .filter(Filter.builder()
                        .name("nat-gateway-id")
                        .values(route.natGatewayId())
                        .build())
                .build();
        return facts.aws().ec2(Ec2Client::describeNatGateways, request).natGateways().stream()
                .findFirst();
    }
}
