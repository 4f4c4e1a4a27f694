package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.InventoryItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class AddressesAndVolumesTest {

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;

    @Test
    void addressBeyondTheQuota_isRefused() {
        for (int i = 0; i < 5; i++) {
            net.address();
        }
        assertRefused(net::address, "AddressLimitExceeded")
                .hasMessage("The maximum number of addresses has been reached.");
        assertThat(ec2.describeAddresses().addresses())
                .extracting(Address::publicIp)
                .doesNotHaveDuplicates();
    }

    @Test
    void associatedAddress_isInUseUntilDisassociated() {
        String vpc = net.vpc();
        net.attachedGateway(vpc);
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        String networkInterface = ec2.createNetworkInterface(create -> create.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
        String address = net.address();
        String association = ec2.associateAddress(
                        associate -> associate.allocationId(address).networkInterfaceId(networkInterface))
                .associationId();

        assertRefused(() -> ec2.releaseAddress(release -> release.allocationId(address)), "InvalidIPAddress.InUse");
        assertThat(ec2.describeAddresses(
                                addresses -> addresses.filters(Net.filter("network-interface-id", networkInterface)))
                        .addresses())
                .singleElement()
                .satisfies(found -> assertThat(found.associationId()).isEqualTo(association));

        ec2.disassociateAddress(disassociate -> disassociate.associationId(association));
        ec2.releaseAddress(release -> release.allocationId(address));
        assertRefused(
                        () -> ec2.describeAddresses(addresses -> addresses.allocationIds(address)),
                        "InvalidAllocationID.NotFound")
                .hasMessage("The allocation ID '" + address + "' does not exist");
    }

    @Test
    void interfaceOfAService_isNotDeletedByUsers() {
        String vpc = net.vpc();
        net.attachedGateway(vpc);
        net.natGateway(net.subnet(vpc, "10.0.0.0/24"), net.address());
        String held = ec2.describeNetworkInterfaces(
                        interfaces -> interfaces.filters(Net.filter("interface-type", "nat_gateway")))
                .networkInterfaces()
                .get(0)
                .networkInterfaceId();

        assertRefused(
                        () -> ec2.deleteNetworkInterface(delete -> delete.networkInterfaceId(held)),
                        "InvalidParameterValue")
                .hasMessage("Network interface '" + held + "' is currently in use.");
    }

    @Test
    void volume_isMadeOnceForItsToken() {
        CreateVolumeRequest request = CreateVolumeRequest.builder()
                .availabilityZone("us-east-1a")
                .size(20)
                .clientToken("token")
                .build();
        String id = ec2.createVolume(request).volumeId();
        assertThat(ec2.createVolume(request).volumeId()).isEqualTo(id);

        ec2.deleteVolume(delete -> delete.volumeId(id));
        assertRefused(() -> ec2.deleteVolume(delete -> delete.volumeId(id)), "InvalidVolume.NotFound");
    }

    @Test
    void inventory_namesWhatThereIsWithItsTags() {
        ec2.allocateAddress(address -> address.tagSpecifications(TagSpecification.builder()
                .resourceType("elastic-ip")
                .tags(Tag.builder().key("Name").value("nat").build())
                .build()));

        assertThat(net.fake.inventory()).singleElement().satisfies(item -> {
            assertThat(item.type()).isEqualTo("elastic-ip");
            assertThat(item.tags()).isEqualTo(Map.of("Name", "nat"));
            assertThat(item.toString()).isEqualTo("ec2 elastic-ip " + item.id() + " {Name=nat}");
        });
        net.fake.reset();
        assertThat(net.fake.inventory()).isEqualTo(List.<InventoryItem>of());
    }
}
