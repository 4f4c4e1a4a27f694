package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class InternetGatewaysTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private final String vpc = net.vpc();

    @Test
    void attachedGateway_isFoundByItsVpc() {
        String gateway = net.attachedGateway(vpc);
        net.attachedGateway(net.vpc());

        assertThat(ec2.describeInternetGateways(gateways -> gateways.filters(Net.filter("attachment.vpc-id", vpc)))
                        .internetGateways())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.internetGatewayId()).isEqualTo(gateway);
                    assertThat(found.attachments().get(0).stateAsString()).isEqualTo("available");
                });
    }

    @Test
    void attachingTwice_isRefused() {
        String gateway = net.attachedGateway(vpc);
        assertRefused(
                        () -> ec2.attachInternetGateway(
                                attach -> attach.internetGatewayId(gateway).vpcId(vpc)),
                        "Resource.AlreadyAssociated")
                .hasMessage("resource " + gateway + " is already attached to network " + vpc);
        String second = ec2.createInternetGateway().internetGateway().internetGatewayId();
        assertRefused(
                        () -> ec2.attachInternetGateway(
                                attach -> attach.internetGatewayId(second).vpcId(vpc)),
                        "InvalidParameterValue")
                .hasMessage("Network " + vpc + " already has an internet gateway attached");
    }

    @Test
    void gatewayInUse_cannotBeDeletedNorItsVpc() {
        String gateway = net.attachedGateway(vpc);
        assertRefused(
                        () -> ec2.deleteInternetGateway(delete -> delete.internetGatewayId(gateway)),
                        "DependencyViolation")
                .hasMessage("The internetGateway '" + gateway + "' has dependencies and cannot be deleted.");
        assertRefused(() -> ec2.deleteVpc(delete -> delete.vpcId(vpc)), "DependencyViolation");

        detach(gateway);
        assertRefused(() -> detach(gateway), "Gateway.NotAttached");
        ec2.deleteInternetGateway(delete -> delete.internetGatewayId(gateway));
        ec2.deleteVpc(delete -> delete.vpcId(vpc));
        assertThat(net.fake.inventory()).isEmpty();
    }

    @Test
    void natGatewayInTheVpc_keepsTheGatewayAttached() {
        String gateway = net.attachedGateway(vpc);
        String nat = net.natGateway(net.subnet(vpc, "10.0.0.0/24"), net.address());
        net.pass(Duration.ofMinutes(2));

        assertRefused(() -> detach(gateway), "DependencyViolation")
                .hasMessage("Network " + vpc + " has some mapped public address(es). Please unmap those public"
                        + " address(es) before detaching the gateway.");

        ec2.deleteNatGateway(delete -> delete.natGatewayId(nat));
        assertRefused(() -> detach(gateway), "DependencyViolation");
        net.pass(Duration.ofMinutes(1));
        detach(gateway);
    }

    @Test
    void instanceWithPublicAddress_keepsTheGatewayAttached() {
        String gateway = net.attachedGateway(vpc);
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        ec2.modifySubnetAttribute(modify -> modify.subnetId(subnet).mapPublicIpOnLaunch(on -> on.value(true)));
        String instance = net.launch(subnet, Map.of()).id();

        assertRefused(() -> detach(gateway), "DependencyViolation");
        ec2.terminateInstances(terminate -> terminate.instanceIds(instance));
        net.pass(Duration.ofSeconds(30));
        detach(gateway);
    }

    private void detach(String gateway) {
        ec2.detachInternetGateway(detach -> detach.internetGatewayId(gateway).vpcId(vpc));
    }
}
