package dev.eksdsl.testing.ec2;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** The network ACL that comes with a VPC: all its subnets use it, and it allows everything. */
final class FakeNetworkAcl extends FakeResource {

    private static final int ALLOW = 100;
    private static final int DENY = 32767;

    final String vpcId;

    FakeNetworkAcl(String id, String vpcId) {
        super(id, Map.of());
        this.vpcId = vpcId;
    }

    NetworkAcl view(String ownerId) {
        return NetworkAcl.builder()
                .networkAclId(id)
                .vpcId(vpcId)
                .ownerId(ownerId)
                .isDefault(true)
                .entries(Stream.of(true, false)
                        .flatMap(egress ->
                                Stream.of(entry(egress, ALLOW, RuleAction.ALLOW), entry(egress, DENY, RuleAction.DENY)))
                        .toList())
                .tags(tagViews())
                .build();
    }

    private static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
        return NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(action)
                .protocol("-1")
                .cidrBlock("0.0.0.0/0")
                .build();
    }
}
