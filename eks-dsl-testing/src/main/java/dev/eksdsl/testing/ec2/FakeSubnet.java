package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import java.util.BitSet;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;

/** A subnet, and which of its addresses are taken. */
final class FakeSubnet extends FakeResource {

    /** AWS keeps the first four addresses and the last one of every subnet. */
    private static final int KEPT_AT_START = 4;

    private static final int KEPT = KEPT_AT_START + 1;

    final FakeVpc vpc;
    final Cidr cidr;
    final Zones.Zone zone;
    boolean publicIpOnLaunch;
    boolean ipv6OnCreation;
    boolean dns64;

    private final BitSet taken = new BitSet();

    FakeSubnet(String id, FakeVpc vpc, Cidr cidr, Zones.Zone zone, Map<String, String> tags) {
        super(id, tags);
        this.vpc = vpc;
        this.cidr = cidr;
        this.zone = zone;
        this.publicIpOnLaunch = vpc.isDefault;
    }

    int freeAddresses() {
        return (int) cidr.size() - KEPT - taken.cardinality();
    }

    /** Takes the lowest address that is free. The subnet must have one. */
    String takeAddress() {
        int distance = taken.nextClearBit(KEPT_AT_START);
        taken.set(distance);
        return cidr.address(distance);
    }

    void giveBack(String address) {
        Cidr.around(address + "/32").ifPresent(block -> taken.clear((int) (block.first() - cidr.first())));
    }

    Subnet view(RegionalState place) {
        return Subnet.builder()
                .subnetId(id)
                .subnetArn(place.arn("subnet/" + id))
                .vpcId(vpc.id)
                .ownerId(place.accountId)
                .state(SubnetState.AVAILABLE)
                .cidrBlock(cidr.toString())
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .availableIpAddressCount(freeAddresses())
                .mapPublicIpOnLaunch(publicIpOnLaunch)
                .assignIpv6AddressOnCreation(ipv6OnCreation)
                .enableDns64(dns64)
                .ipv6Native(false)
                .defaultForAz(vpc.isDefault)
                .tags(tagViews())
                .build();
    }
}
