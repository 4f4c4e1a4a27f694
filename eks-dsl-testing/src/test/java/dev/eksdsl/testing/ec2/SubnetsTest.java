package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

class SubnetsTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private final String vpc = net.vpc();

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/24, InvalidSubnet.Range",
        "10.0.0.0/29, InvalidSubnet.Range",
        "10.0.0.0/15, InvalidSubnet.Range",
        "10.0.0.128/25, InvalidSubnet.Conflict",
        "10.0.0.0/23, InvalidSubnet.Conflict",
        "10.0.0, InvalidParameterValue"
    })
    void blockThatDoesNotFit_isRefused(String cidr, String code) {
        net.subnet(vpc, "10.0.0.0/24");
        assertRefused(() -> net.subnet(vpc, cidr), code).hasMessageContaining(cidr);
    }

    @Test
    void sameBlockInAnotherVpc_isTaken() {
        net.subnet(vpc, "10.0.0.0/24");
        net.subnet(net.vpc(), "10.0.0.0/24");
        assertThat(ec2.describeSubnets().subnets()).hasSize(2);
    }

    @Test
    void zone_isGivenByNameOrId() {
        Subnet byName = ec2.createSubnet(
                        subnet -> subnet.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZone("us-east-1e"))
                .subnet();
        Subnet byId = ec2.createSubnet(
                        subnet -> subnet.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZoneId("use1-az3"))
                .subnet();

        assertThat(byName.availabilityZoneId()).isEqualTo("use1-az3");
        assertThat(byId.availabilityZone()).isEqualTo("us-east-1e");
    }

    @Test
    void unknownZone_isRefusedWithTheZonesThatThereAre() {
        assertRefused(
                        () -> ec2.createSubnet(subnet ->
                                subnet.vpcId(vpc).cidrBlock("10.0.0.0/24").availabilityZone("us-east-1x")),
                        "InvalidParameterValue")
                .hasMessageContaining("us-east-1x")
                .hasMessageContaining("us-east-1a, us-east-1b");
    }

    @Test
    void interfaces_takeAddressesAndGiveThemBack() {
        String subnet = net.subnet(vpc, "10.0.0.0/28");
        assertThat(free(subnet)).isEqualTo(11);

        String id = net.fake
                .createServiceInterface(TypedCalls.CALLER, subnet, List.of(), "Amazon EKS demo", Map.of())
                .id();
        assertThat(free(subnet)).isEqualTo(10);
        assertRefused(() -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)), "DependencyViolation")
                .hasMessage("The subnet '" + subnet + "' has dependencies and cannot be deleted.");

        net.fake.deleteServiceInterface(TypedCalls.CALLER, id);
        assertThat(free(subnet)).isEqualTo(11);
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
    }

    @Test
    void fullSubnet_takesNoMoreInterfaces() {
        String subnet = net.subnet(vpc, "10.0.0.0/28");
        for (int i = 0; i < 11; i++) {
            ec2.createNetworkInterface(create -> create.subnetId(subnet));
        }
        assertRefused(
                () -> ec2.createNetworkInterface(create -> create.subnetId(subnet)),
                "InsufficientFreeAddressesInSubnet");
    }

    @Test
    void attributes_areChanged() {
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        assertThat(ec2.describeSubnets().subnets().get(0).mapPublicIpOnLaunch()).isFalse();

        ec2.modifySubnetAttribute(modify -> modify.subnetId(subnet).mapPublicIpOnLaunch(on -> on.value(true)));

        assertThat(ec2.describeSubnets().subnets().get(0).mapPublicIpOnLaunch()).isTrue();
    }

    private int free(String subnet) {
        return ec2.describeSubnets(subnets -> subnets.subnetIds(subnet))
                .subnets()
                .get(0)
                .availableIpAddressCount();
    }
}
