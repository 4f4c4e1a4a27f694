package dev.eksdsl.testing.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

class NatGatewayAddressesTest {

    private final Net net = new Net();
    private final String vpc = net.vpc();
    private final String subnet = net.subnet(vpc, "10.0.0.0/24");

    private String publicGateway() {
        net.attachedGateway(vpc);
        String id = net.natGateway(subnet, net.address());
        net.pass(Duration.ofMinutes(10));
        return id;
    }

    @Test
    void aPublicGatewayTakesASecondAddressAndGivesItBack() {
        String gateway = publicGateway();
        String second = net.address();
        List<NatGatewayAddress> added = net.ec2
                .associateNatGatewayAddress(more -> more.natGatewayId(gateway).allocationIds(second))
                .natGatewayAddresses();
        assertThat(added).extracting(NatGatewayAddress::allocationId).containsExactly(second);
        assertThat(net.natGateway(gateway).natGatewayAddresses())
                .extracting(NatGatewayAddress::isPrimary)
                .containsExactly(true, false);
        net.ec2.disassociateNatGatewayAddress(
                less -> less.natGatewayId(gateway).associationIds(added.get(0).associationId()));
        assertThat(net.natGateway(gateway).natGatewayAddresses()).hasSize(1);
        net.ec2.releaseAddress(release -> release.allocationId(second));
    }

    @Test
    void aThirdElasticAddressExceedsTheQuota() {
        String gateway = publicGateway();
        assertThatThrownBy(() -> net.ec2.associateNatGatewayAddress(
                        more -> more.natGatewayId(gateway).allocationIds(net.address(), net.address())))
                .hasMessageContaining("The maximum number of addresses per NAT gateway");
    }

    @Test
    void aPrivateGatewayHasPrivateAddressesAlone() {
        String gateway = net.ec2
                .createNatGateway(
                        nat -> nat.subnetId(subnet).connectivityType("private").secondaryPrivateIpAddressCount(2))
                .natGateway()
                .natGatewayId();
        net.pass(Duration.ofMinutes(10));
        assertThat(net.natGateway(gateway).natGatewayAddresses()).hasSize(3);
        assertThatThrownBy(() -> net.ec2.associateNatGatewayAddress(
                        more -> more.natGatewayId(gateway).allocationIds(net.address())))
                .hasMessageContaining("not for private NAT gateways");
    }
}
