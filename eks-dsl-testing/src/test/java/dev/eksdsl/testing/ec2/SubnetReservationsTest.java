package dev.eksdsl.testing.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

class SubnetReservationsTest {

    private final Net net = new Net();
    private final String subnet = net.subnet(net.vpc(), "10.0.0.0/24");

    private String reserve(String cidr, SubnetCidrReservationType type) {
        return net.ec2
                .createSubnetCidrReservation(
                        reservation -> reservation.subnetId(subnet).cidr(cidr).reservationType(type))
                .subnetCidrReservation()
                .subnetCidrReservationId();
    }

    private String nextAddress() {
        return net.ec2
                .createNetworkInterface(create -> create.subnetId(subnet))
                .networkInterface()
                .privateIpAddress();
    }

    @Test
    void reservedAddressesAreNotGivenUntilTheReservationIsGone() {
        String reservation = reserve("10.0.0.0/28", SubnetCidrReservationType.EXPLICIT);
        assertThat(nextAddress()).isEqualTo("10.0.0.16");
        net.ec2.deleteSubnetCidrReservation(delete -> delete.subnetCidrReservationId(reservation));
        assertThat(nextAddress()).isEqualTo("10.0.0.4");
    }

    @Test
    void prefixesComeFromTheirReservation() {
        reserve("10.0.0.64/26", SubnetCidrReservationType.PREFIX);
        String made = net.ec2
                .createNetworkInterface(create -> create.subnetId(subnet).ipv4PrefixCount(1))
                .networkInterface()
                .networkInterfaceId();
        assertThat(net.ec2
                        .describeNetworkInterfaces(describe -> describe.networkInterfaceIds(made))
                        .networkInterfaces()
                        .get(0)
                        .ipv4Prefixes())
                .extracting(prefix -> prefix.ipv4Prefix())
                .containsExactly("10.0.0.64/28");
    }

    @Test
    void reservationsStayInTheSubnetAndApart() {
        reserve("10.0.0.0/28", SubnetCidrReservationType.EXPLICIT);
        assertThatThrownBy(() -> reserve("10.0.1.0/28", SubnetCidrReservationType.EXPLICIT))
                .hasMessageContaining("within subnet CIDR block (10.0.0.0/24)");
        assertThatThrownBy(() -> reserve("10.0.0.8/29", SubnetCidrReservationType.EXPLICIT))
                .hasMessageContaining("overlap");
    }
}
