package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** A VPC. Its default security group, main route table and network ACL are resources of their own. */
final class FakeVpc extends FakeResource {

    /** The DHCP options that every VPC of the fake has: Amazon's own resolver. */
    static final String DHCP_OPTIONS = "dopt-00000000";

    final Cidr cidr;
    final String cidrAssociationId;
    final Tenancy tenancy;
    final boolean isDefault;
    boolean dnsSupport = true;
    boolean dnsHostnames;
    boolean addressUsageMetrics;

    FakeVpc(
            String id,
            Cidr cidr,
            String cidrAssociationId,
            Tenancy tenancy,
            boolean isDefault,
            Map<String, String> tags) {
        super(id, tags);
        this.cidr = cidr;
        this.cidrAssociationId = cidrAssociationId;
        this.tenancy = tenancy;
        this.isDefault = isDefault;
        this.dnsHostnames = isDefault;
    }

    Vpc view(String ownerId) {
        return Vpc.builder()
                .vpcId(id)
                .ownerId(ownerId)
                .state(VpcState.AVAILABLE)
                .cidrBlock(cidr.toString())
                .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                        .associationId(cidrAssociationId)
                        .cidrBlock(cidr.toString())
                        .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
                        .build())
                .dhcpOptionsId(DHCP_OPTIONS)
                .instanceTenancy(tenancy)
                .isDefault(isDefault)
                .tags(tagViews())
                .build();
    }
}
