package dev.eksdsl.testing.ec2;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** A network ACL: its rules by direction and number, and the subnets that use it. */
final class FakeNetworkAcl extends FakeResource {

    /** The number of the rule at the end, which denies what no other rule allows and cannot be changed. */
    static final int LAST = 32767;

    private static final int LAST_IPV6 = 32768;

    /** What orders rules. */
    record Key(boolean egress, int number) {}

    final String vpcId;
    final boolean isDefault;
    final Map<Key, NetworkAclEntry> entries = new LinkedHashMap<>();

    /** Subnets by the ids of the associations. */
    final Map<String, String> associations = new LinkedHashMap<>();

    FakeNetworkAcl(String id, String vpcId, boolean isDefault, Map<String, String> tags) {
        super(id, tags);
        this.vpcId = vpcId;
        this.isDefault = isDefault;
    }

    /** The network ACL that comes with a VPC: it allows everything. */
    static FakeNetworkAcl byDefault(String id, String vpcId) {
        FakeNetworkAcl acl = new FakeNetworkAcl(id, vpcId, true, Map.of());
        for (boolean egress : List.of(true, false)) {
            acl.entries.put(new Key(egress, 100), entry(egress, 100, RuleAction.ALLOW, "0.0.0.0/0"));
        }
        return acl;
    }

    NetworkAcl view(RegionalState place) {
        FakeVpc vpc = place.vpcs.find(vpcId).orElseThrow();
        Stream<NetworkAclEntry> last = Stream.of(true, false)
                .flatMap(egress -> vpc.ipv6Blocks.isEmpty()
                        ? Stream.of(entry(egress, LAST, RuleAction.DENY, "0.0.0.0/0"))
                        : Stream.of(
                                entry(egress, LAST, RuleAction.DENY, "0.0.0.0/0"),
                                entry(egress, LAST_IPV6, RuleAction.DENY, "::/0")));
        return NetworkAcl.builder()
                .networkAclId(id)
                .vpcId(vpcId)
                .ownerId(place.accountId)
                .isDefault(isDefault)
                .entries(Stream.concat(entries.values().stream(), last)
                        .sorted(Comparator.comparing((NetworkAclEntry entry) -> !entry.egress())
                                .thenComparing(NetworkAclEntry::ruleNumber))
                        .toList())
                .associations(associations.entrySet().stream()
                        .map(entry -> NetworkAclAssociation.builder()
                                .networkAclAssociationId(entry.getKey())
                                .networkAclId(id)
                                .subnetId(entry.getValue())
                                .build())
                        .toList())
                .tags(tagViews())
                .build();
    }

    private static NetworkAclEntry entry(boolean egress, int number, RuleAction action, String block) {
        NetworkAclEntry.Builder entry = NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(action)
                .protocol("-1");
        return (block.contains(":") ? entry.ipv6CidrBlock(block) : entry.cidrBlock(block)).build();
    }
}
