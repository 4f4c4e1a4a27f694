package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessMode;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** A VPC. Its default security group, main route table and network ACL are resources of their own. */
final class FakeVpc extends FakeResource {

    /** The primary IPv4 block. */
    final Cidr cidr;

    /** All IPv4 blocks by the ids of their associations, the primary one first. */
    final Map<String, Cidr> cidrs = new LinkedHashMap<>();

    /** The IPv6 blocks by the ids of their associations. */
    final Map<String, Ipv6Block> ipv6Blocks = new LinkedHashMap<>();

    final boolean isDefault;
    Tenancy tenancy;
    String dhcpOptionsId;
    boolean dnsSupport = true;
    boolean dnsHostnames;
    boolean addressUsageMetrics;

    FakeVpc(
            String id,
            Cidr cidr,
            String cidrAssociationId,
            Tenancy tenancy,
            boolean isDefault,
            String dhcpOptionsId,
            Map<String, String> tags) {
        super(id, tags);
        this.cidr = cidr;
        this.cidrs.put(cidrAssociationId, cidr);
        this.tenancy = tenancy;
        this.isDefault = isDefault;
        this.dhcpOptionsId = dhcpOptionsId;
        this.dnsHostnames = isDefault;
    }

    boolean contains(Cidr block) {
        return cidrs.values().stream().anyMatch(each -> each.contains(block));
    }

    boolean contains(Ipv6Block block) {
        return ipv6Blocks.values().stream().anyMatch(each -> each.contains(block));
    }

    Vpc view(RegionalState place) {
        return Vpc.builder()
                .vpcId(id)
                .ownerId(place.accountId)
                .state(VpcState.AVAILABLE)
                .cidrBlock(cidr.toString())
                .cidrBlockAssociationSet(cidrs.entrySet().stream()
                        .map(entry -> association(entry.getKey(), entry.getValue(), VpcCidrBlockStateCode.ASSOCIATED))
                        .toList())
                .ipv6CidrBlockAssociationSet(ipv6Blocks.entrySet().stream()
                        .map(entry -> ipv6Association(
                                place, entry.getKey(), entry.getValue(), VpcCidrBlockStateCode.ASSOCIATED))
                        .toList())
                .dhcpOptionsId(dhcpOptionsId)
                .instanceTenancy(tenancy)
                .isDefault(isDefault)
                .blockPublicAccessStates(states -> states.internetGatewayBlockMode(BlockPublicAccessMode.OFF))
                .tags(tagViews())
                .build();
    }

    static VpcCidrBlockAssociation association(String id, Cidr block, VpcCidrBlockStateCode state) {
        return VpcCidrBlockAssociation.builder()
                .associationId(id)
                .cidrBlock(block.toString())
                .cidrBlockState(code -> code.state(state))
                .build();
    }

    static VpcIpv6CidrBlockAssociation ipv6Association(
            RegionalState place, String id, Ipv6Block block, VpcCidrBlockStateCode state) {
        return VpcIpv6CidrBlockAssociation.builder()
                .associationId(id)
                .ipv6CidrBlock(block.toString())
                .ipv6CidrBlockState(code -> code.state(state))
                .networkBorderGroup(place.region)
                .ipv6Pool("Amazon")
                .ipSource("amazon")
                .ipv6AddressAttribute("public")
                .build();
    }
}
