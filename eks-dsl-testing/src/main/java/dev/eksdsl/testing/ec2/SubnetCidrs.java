package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

/** The operations that give subnets an IPv6 block and take it away. */
final class SubnetCidrs {

    private final Ec2State cloud;

    SubnetCidrs(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AssociateSubnetCidrBlockRequest.class, this::associate);
        operations.on(DisassociateSubnetCidrBlockRequest.class, this::disassociate);
    }

    private AssociateSubnetCidrBlockResponse associate(AssociateSubnetCidrBlockRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        if (subnet.ipv6 != null) {
            throw Ec2Faults.refuse(
                    "InvalidSubnet.Conflict",
                    "The subnet '" + subnet.id + "' already has an IPv6 CIDR block associated");
        }
        give(place, subnet, request.ipv6CidrBlock());
        return AssociateSubnetCidrBlockResponse.builder()
                .subnetId(subnet.id)
                .ipv6CidrBlockAssociation(subnet.association(SubnetCidrBlockStateCode.ASSOCIATING))
                .build();
    }

    /** @throws AwsFault if the block is not of the VPC, of a length that subnets do not have, or taken */
    void give(RegionalState place, FakeSubnet subnet, String given) {
        subnet.ipv6 = new FakeSubnet.Ipv6(cloud.world.ids().ec2("subnet-cidr-assoc"), check(place, subnet.vpc, given));
    }

    /** A lenient world takes blocks that are not of the VPC. Lengths go from 44 to 64 in steps of four (Amazon VPC user guide, "Subnet sizing for IPv6"). */
    Ipv6Block check(RegionalState place, FakeVpc vpc, String given) {
        Ipv6Block block = Ipv6Block.parse(Ec2Faults.required(given, "ipv6CidrBlock"))
                .orElseThrow(() -> Ec2Faults.invalid(given, "ipv6CidrBlock", "This is not a valid IPv6 CIDR block."));
        boolean length = block.prefix() >= 44 && block.prefix() <= 64 && block.prefix() % 4 == 0;
        if (!cloud.world.isLenient() && (!length || !vpc.contains(block))) {
            throw Ec2Faults.refuse("InvalidSubnet.Range", "The CIDR '" + given + "' is invalid.");
        }
        boolean taken = place.subnets.all().stream()
                .anyMatch(other -> other.vpc == vpc
                        && other.ipv6 != null
                        && other.ipv6.block().overlaps(block));
        if (taken) {
            throw Ec2Faults.refuse("InvalidSubnet.Conflict", "The CIDR '" + given + "' conflicts with another subnet");
        }
        return block;
    }

    private DisassociateSubnetCidrBlockResponse disassociate(
            DisassociateSubnetCidrBlockRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String id = Ec2Faults.required(request.associationId(), "associationId");
        FakeSubnet subnet = place.subnets.all().stream()
                .filter(each -> each.ipv6 != null && each.ipv6.associationId().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidSubnetCidrBlockAssociationID.NotFound",
                        "The subnet CIDR block with association ID '" + id + "' does not exist"));
        boolean used = place.interfacesIn(subnet)
                .anyMatch(each -> !each.ipv6Addresses.isEmpty() || !each.ipv6Prefixes.isEmpty());
        if (used) {
            throw Ec2Faults.refuse(
                    "InvalidCidrBlock.InUse", "The subnet CIDR block with association ID " + id + " is in use");
        }
        SubnetIpv6CidrBlockAssociation view = subnet.association(SubnetCidrBlockStateCode.DISASSOCIATING);
        subnet.ipv6 = null;
        subnet.ipv6OnCreation = false;
        return DisassociateSubnetCidrBlockResponse.builder()
                .subnetId(subnet.id)
                .ipv6CidrBlockAssociation(view)
                .build();
    }
}
