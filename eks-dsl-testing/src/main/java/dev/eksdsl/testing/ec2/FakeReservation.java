package dev.eksdsl.testing.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

/** A part of a subnet whose addresses EC2 gives only to who asks for them by name, or as prefixes. */
final class FakeReservation extends FakeResource {

    final FakeSubnet subnet;
    final String cidr;
    final String type;
    final String description;

    FakeReservation(
            String id, FakeSubnet subnet, String cidr, String type, String description, Map<String, String> tags) {
        super(id, tags);
        this.subnet = subnet;
        this.cidr = cidr;
        this.type = type;
        this.description = description;
    }

    boolean isIpv6() {
        return cidr.contains(":");
    }

    SubnetCidrReservation view(RegionalState place) {
        return SubnetCidrReservation.builder()
                .subnetCidrReservationId(id)
                .subnetId(subnet.id)
                .cidr(cidr)
                .reservationType(type)
                .ownerId(place.accountId)
                .description(description)
                .tags(tagViews())
                .build();
    }
}
