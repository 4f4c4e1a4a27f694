package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;

class RouteTablesTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private final String vpc = net.vpc();
    private final String subnet = net.subnet(vpc, "10.0.0.0/24");
    private final String table =
            ec2.createRouteTable(create -> create.vpcId(vpc)).routeTable().routeTableId();

    @Test
    void associatedTable_decidesHowTheSubnetGetsOut() {
        String gateway = net.attachedGateway(vpc);
        defaultRoute(gateway);
        assertThat(net.fake.routesToInternetGateway(TypedCalls.CALLER, subnet)).isFalse();

        String association = ec2.associateRouteTable(
                        associate -> associate.routeTableId(table).subnetId(subnet))
                .associationId();
        assertThat(net.fake.routesToInternetGateway(TypedCalls.CALLER, subnet)).isTrue();
        assertThat(net.fake.hasWayOut(TypedCalls.CALLER, subnet)).isTrue();

        ec2.disassociateRouteTable(disassociate -> disassociate.associationId(association));
        assertThat(net.fake.hasWayOut(TypedCalls.CALLER, subnet)).isFalse();
    }

    @Test
    void secondAssociationOfASubnet_isRefused() {
        ec2.associateRouteTable(associate -> associate.routeTableId(table).subnetId(subnet));
        String other =
                ec2.createRouteTable(create -> create.vpcId(vpc)).routeTable().routeTableId();

        assertRefused(
                () -> ec2.associateRouteTable(
                        associate -> associate.routeTableId(other).subnetId(subnet)),
                "Resource.AlreadyAssociated");
    }

    @Test
    void replacedAssociation_movesTheSubnet() {
        String before = ec2.associateRouteTable(
                        associate -> associate.routeTableId(table).subnetId(subnet))
                .associationId();
        String other =
                ec2.createRouteTable(create -> create.vpcId(vpc)).routeTable().routeTableId();
        String after = ec2.replaceRouteTableAssociation(
                        replace -> replace.associationId(before).routeTableId(other))
                .newAssociationId();

        assertThat(after).isNotEqualTo(before);
        assertThat(ec2.describeRouteTables(tables -> tables.filters(Net.filter("association.subnet-id", subnet)))
                        .routeTables())
                .singleElement()
                .satisfies(found -> assertThat(found.routeTableId()).isEqualTo(other));
    }

    @Test
    void tableInUse_isNotDeleted() {
        String association = ec2.associateRouteTable(
                        associate -> associate.routeTableId(table).subnetId(subnet))
                .associationId();
        assertRefused(() -> ec2.deleteRouteTable(delete -> delete.routeTableId(table)), "DependencyViolation")
                .hasMessage("The routeTable '" + table + "' has dependencies and cannot be deleted.");

        ec2.disassociateRouteTable(disassociate -> disassociate.associationId(association));
        ec2.deleteRouteTable(delete -> delete.routeTableId(table));
    }

    @Test
    void routeToAnotherTarget_existsAlready() {
        defaultRoute(net.attachedGateway(vpc));
        String nat = net.natGateway(subnet, net.address());

        assertRefused(
                        () -> ec2.createRoute(route -> route.routeTableId(table)
                                .destinationCidrBlock("0.0.0.0/0")
                                .natGatewayId(nat)),
                        "RouteAlreadyExists")
                .hasMessage("The route identified by 0.0.0.0/0 already exists.");
        ec2.replaceRoute(route ->
                route.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat));
        assertThat(route().natGatewayId()).isEqualTo(nat);
    }

    @Test
    void routeWhoseTargetIsGone_isABlackHole() {
        net.attachedGateway(vpc);
        String nat = net.natGateway(subnet, net.address());
        ec2.createRoute(route ->
                route.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat));
        assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
        net.pass(Duration.ofSeconds(90));
        assertThat(route().state()).isEqualTo(RouteState.ACTIVE);

        ec2.deleteNatGateway(delete -> delete.natGatewayId(nat));
        net.pass(Duration.ofSeconds(60));
        assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
    }

    @Test
    void gatewayOfAnotherNetwork_isRefused() {
        String elsewhere = net.attachedGateway(net.vpc());
        assertRefused(() -> defaultRoute(elsewhere), "InvalidParameterValue")
                .hasMessage(
                        "route table " + table + " and network gateway " + elsewhere + " belong to different networks");
    }

    @Test
    void localRoute_staysAndUnknownRoute_isTold() {
        assertRefused(
                () -> ec2.deleteRoute(delete -> delete.routeTableId(table).destinationCidrBlock("10.0.0.0/16")),
                "InvalidParameterValue");
        assertRefused(
                () -> ec2.deleteRoute(delete -> delete.routeTableId(table).destinationCidrBlock("0.0.0.0/0")),
                "InvalidRoute.NotFound");
    }

    private void defaultRoute(String gateway) {
        ec2.createRoute(route ->
                route.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
    }

    private Route route() {
        return ec2.describeRouteTables(tables -> tables.routeTableIds(table)).routeTables().get(0).routes().stream()
                .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                .findFirst()
                .orElseThrow();
    }
}
