package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

class NatGatewaysTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private String vpc;
    private String subnet;

    @BeforeEach
    void publicSubnet() {
        vpc = net.vpc();
        subnet = net.subnet(vpc, "10.0.0.0/24");
    }

    @Test
    void natGateway_isAvailableAfterItsTime() {
        net.attachedGateway(vpc);
        String id = net.natGateway(subnet, net.address());

        net.pass(Duration.ofSeconds(89));
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.PENDING);
        net.pass(Duration.ofSeconds(1));
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.AVAILABLE);
    }

    @Test
    void natGateway_holdsInterfaceAndAddressUntilDeleted() {
        net.attachedGateway(vpc);
        String address = net.address();
        String id = net.natGateway(subnet, address);
        net.pass(Duration.ofSeconds(90));

        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.interfaceType()).isEqualTo(NetworkInterfaceType.NAT_GATEWAY);
                    assertThat(held.description()).isEqualTo("Interface for NAT Gateway " + id);
                    assertThat(held.association().allocationId()).isEqualTo(address);
                });

        ec2.deleteNatGateway(delete -> delete.natGatewayId(id));
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.DELETING);
        assertRefused(() -> ec2.releaseAddress(release -> release.allocationId(address)), "InvalidIPAddress.InUse")
                .hasMessageEndingWith(" is in use.");
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation");

        net.pass(Duration.ofSeconds(60));
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.DELETED);
        ec2.releaseAddress(release -> release.allocationId(address));
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
    }

    @Test
    void deletedNatGateway_isForgottenAnHourLater() {
        net.attachedGateway(vpc);
        String id = net.natGateway(subnet, net.address());
        ec2.deleteNatGateway(delete -> delete.natGatewayId(id));

        net.pass(Duration.ofMinutes(60));
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.DELETED);
        net.pass(Duration.ofMinutes(1));
        assertRefused(() -> net.natGateway(id), "NatGatewayNotFound");
    }

    @Test
    void withoutInternetGateway_fails() {
        String address = net.address();
        String id = net.natGateway(subnet, address);
        assertThat(net.natGateway(id).state()).isEqualTo(NatGatewayState.PENDING);
        net.pass(Duration.ofSeconds(90));

        NatGateway failed = net.natGateway(id);
        assertThat(failed.state()).isEqualTo(NatGatewayState.FAILED);
        assertThat(failed.failureCode()).isEqualTo("Gateway.NotAttached");
        assertThat(failed.failureMessage()).contains(vpc);
        ec2.releaseAddress(release -> release.allocationId(address));
    }

    @Test
    void withAddressInUse_fails() {
        net.attachedGateway(vpc);
        String address = net.address();
        net.natGateway(subnet, address);
        String second = net.natGateway(subnet, address);
        net.pass(Duration.ofSeconds(90));

        assertThat(net.natGateway(second).failureCode()).isEqualTo("Resource.AlreadyAssociated");
    }

    @Test
    void sameTokenAndRequest_makesOne() {
        net.attachedGateway(vpc);
        CreateNatGatewayRequest request = CreateNatGatewayRequest.builder()
                .subnetId(subnet)
                .allocationId(net.address())
                .clientToken("token")
                .build();
        String first = ec2.createNatGateway(request).natGateway().natGatewayId();
        net.pass(Duration.ofSeconds(90));
        NatGateway again = ec2.createNatGateway(request).natGateway();

        assertThat(again.natGatewayId()).isEqualTo(first);
        assertThat(again.state()).isEqualTo(NatGatewayState.AVAILABLE);
        assertThat(ec2.describeNatGateways().natGateways()).hasSize(1);
    }

    @Test
    void sameTokenForAnotherRequest_isRefused() {
        net.attachedGateway(vpc);
        String address = net.address();
        ec2.createNatGateway(nat -> nat.subnetId(subnet).allocationId(address).clientToken("token"));
        String other = net.subnet(vpc, "10.0.1.0/24");

        assertRefused(
                () -> ec2.createNatGateway(
                        nat -> nat.subnetId(other).allocationId(address).clientToken("token")),
                "IdempotentParameterMismatch");
    }

    @Test
    void beyondTheQuotaOfAZone_isRefused() {
        net.attachedGateway(vpc);
        net.calls.world().quotas().set("vpc", "L-FE5A380F", 1);
        String first = net.natGateway(subnet, net.address());

        assertRefused(() -> net.natGateway(subnet, net.address()), "NatGatewayLimitExceeded");
        ec2.deleteNatGateway(delete -> delete.natGatewayId(first));
        net.pass(Duration.ofSeconds(60));
        net.natGateway(subnet, net.address());
    }

    @Test
    void malformedId_isTold() {
        assertRefused(() -> net.natGateway("nat-xyz"), "NatGatewayMalformed");
    }
}
