package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;

/** The operations that give VPCs more IPv4 blocks and IPv6 blocks, and take them away. */
final class VpcCidrs {

    private final Ec2State cloud;

    VpcCidrs(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AssociateVpcCidrBlockRequest.class, this::associate);
        operations.on(DisassociateVpcCidrBlockRequest.class, this::disassociate);
    }

    private AssociateVpcCidrBlockResponse associate(AssociateVpcCidrBlockRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        AssociateVpcCidrBlockResponse.Builder response =
                AssociateVpcCidrBlockResponse.builder().vpcId(vpc.id);
        if (Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock())) {
            String id = addIpv6(place, vpc);
            Ipv6Block block = Objects.requireNonNull(vpc.ipv6Blocks.get(id));
            return response.ipv6CidrBlockAssociation(
                            FakeVpc.ipv6Association(place, id, block, VpcCidrBlockStateCode.ASSOCIATING))
                    .build();
        }
        if (request.ipv4IpamPoolId() != null || request.ipv6IpamPoolId() != null || request.ipv6Pool() != null) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has no address pools.");
        }
        Cidr cidr = Vpcs.cidr(request.cidrBlock());
        if (vpc.cidrs.size() >= cloud.limit(place, Ec2Limit.IPV4_BLOCKS_PER_VPC)) {
            throw Ec2Faults.refuse(
                    "CidrLimitExceeded",
                    "This network '" + vpc.id + "' has met its maximum number of allowed CIDRs: "
                            + cloud.limit(place, Ec2Limit.IPV4_BLOCKS_PER_VPC));
        }
        checkFits(vpc, cidr);
        String id = cloud.world.ids().ec2("vpc-cidr-assoc");
        vpc.cidrs.put(id, cidr);
        place.routeTablesOf(vpc.id).forEach(table -> table.addLocal(cidr.toString()));
        return response.cidrBlockAssociation(FakeVpc.association(id, cidr, VpcCidrBlockStateCode.ASSOCIATING))
                .build();
    }

    /**
     * A secondary block does not overlap the others, and stays in the private range of the primary one, but for 100.64.0.0/10
     * and public ranges (Amazon VPC user guide, "VPC CIDR blocks").
     */
    private static void checkFits(FakeVpc vpc, Cidr cidr) {
        if (vpc.cidrs.values().stream().anyMatch(present -> present.overlaps(cidr))) {
            throw Ec2Faults.refuse(
                    "InvalidVpc.Range",
                    "The CIDR '" + cidr + "' conflicts with another CIDR block of the VPC '" + vpc.id + "'");
        }
        List<Cidr> ranges = List.of(
                Cidr.around("10.0.0.0/8").orElseThrow(),
                Cidr.around("172.16.0.0/12").orElseThrow(),
                Cidr.around("192.168.0.0/16").orElseThrow());
        Optional<Cidr> range =
                ranges.stream().filter(each -> each.contains(cidr)).findFirst();
        Optional<Cidr> primary =
                ranges.stream().filter(each -> each.contains(vpc.cidr)).findFirst();
        if (range.isPresent() && primary.isPresent() && !range.equals(primary)) {
            throw Ec2Faults.refuse(
                    "InvalidVpc.Range",
                    "The CIDR '" + cidr + "' is restricted. Use a CIDR from the same"
                            + " private address range as the current VPC CIDR, or use a publicly-routable CIDR.");
        }
    }

    /** Gives a VPC a block of Amazon's; returns the id of the association. */
    String addIpv6(RegionalState place, FakeVpc vpc) {
        if (vpc.ipv6Blocks.size() >= cloud.limit(place, Ec2Limit.IPV6_BLOCKS_PER_VPC)) {
            throw Ec2Faults.refuse(
                    "VpcCidrLimitExceeded", "The maximum number of IPv6 CIDR blocks of a VPC has been reached.");
        }
        String id = cloud.world.ids().ec2("vpc-cidr-assoc");
        Ipv6Block block = cloud.ipv6Block();
        vpc.ipv6Blocks.put(id, block);
        place.routeTablesOf(vpc.id).forEach(table -> table.addLocal(block.toString()));
        return id;
    }

    private DisassociateVpcCidrBlockResponse disassociate(DisassociateVpcCidrBlockRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String id = Ec2Faults.required(request.associationId(), "associationId");
        FakeVpc vpc = place.vpcs.all().stream()
                .filter(each -> each.cidrs.containsKey(id) || each.ipv6Blocks.containsKey(id))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidVpcCidrBlockAssociationID.NotFound",
                        "The vpc CIDR block association ID '" + id + "' does not exist"));
        DisassociateVpcCidrBlockResponse.Builder response =
                DisassociateVpcCidrBlockResponse.builder().vpcId(vpc.id);
        Ipv6Block ipv6 = vpc.ipv6Blocks.get(id);
        if (ipv6 != null) {
            boolean used = place.subnets.all().stream()
                    .anyMatch(subnet -> subnet.vpc == vpc && subnet.ipv6 != null && ipv6.contains(subnet.ipv6.block()));
            checkUnused(used, ipv6.toString());
            vpc.ipv6Blocks.remove(id);
            place.routeTablesOf(vpc.id).forEach(table -> table.removeLocal(ipv6.toString()));
            return response.ipv6CidrBlockAssociation(
                            FakeVpc.ipv6Association(place, id, ipv6, VpcCidrBlockStateCode.DISASSOCIATING))
                    .build();
        }
        Cidr block = Objects.requireNonNull(vpc.cidrs.get(id));
        if (block.equals(vpc.cidr)) {
            throw Ec2Faults.refuse(
                    "OperationNotPermitted",
                    "The vpc CIDR block with association ID " + id + " may not be disassociated. It is the primary IPv4"
                            + " CIDR block of the VPC");
        }
        checkUnused(
                place.subnets.all().stream().anyMatch(subnet -> subnet.vpc == vpc && block.contains(subnet.cidr)),
                block.toString());
        vpc.cidrs.remove(id);
        place.routeTablesOf(vpc.id).forEach(table -> table.removeLocal(block.toString()));
        return response.cidrBlockAssociation(FakeVpc.association(id, block, VpcCidrBlockStateCode.DISASSOCIATING))
                .build();
    }

    private static void checkUnused(boolean used, String block) {
        if (used) {
            throw Ec2Faults.refuse("InvalidCidrBlock.InUse", "The vpc CIDR block " + block + " is in use by a subnet");
        }
    }
}
