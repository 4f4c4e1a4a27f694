package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** A rule of a security group: one direction, protocol, range of ports and one peer. */
final class FakeRule extends FakeResource {

    /** What two rules of one group may not share. */
    record Match(
            boolean egress,
            String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            Peer peer) {}

    /** The other side of a rule. */
    record Peer(Form form, String value) {}

    /** What names the other side. */
    enum Form {
        IPV4,
        IPV6,
        PREFIX_LIST,
        GROUP
    }

    final String groupId;
    Match match;

    @Nullable
    String description;

    FakeRule(String id, String groupId, Match match, @Nullable String description, Map<String, String> tags) {
        super(id, tags);
        this.groupId = groupId;
        this.match = match;
        this.description = description;
    }

    /** The other side, if it is of this form. */
    @Nullable
    String peer(Form form) {
        return match.peer().form() == form ? match.peer().value() : null;
    }

    boolean refersTo(String group) {
        return match.peer().form() == Form.GROUP && match.peer().value().equals(group);
    }

    /** The rule as one permission, the older form. */
    IpPermission permission(String accountId) {
        IpPermission.Builder view = IpPermission.builder()
                .ipProtocol(match.protocol())
                .fromPort(match.from())
                .toPort(match.to())
                .ipRanges(List.of())
                .ipv6Ranges(List.of())
                .prefixListIds(List.of())
                .userIdGroupPairs(List.of());
        String peer = match.peer().value();
        switch (match.peer().form()) {
            case IPV4 ->
                view.ipRanges(
                        IpRange.builder().cidrIp(peer).description(description).build());
            case IPV6 ->
                view.ipv6Ranges(Ipv6Range.builder()
                        .cidrIpv6(peer)
                        .description(description)
                        .build());
            case PREFIX_LIST ->
                view.prefixListIds(PrefixListId.builder()
                        .prefixListId(peer)
                        .description(description)
                        .build());
            case GROUP ->
                view.userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(peer)
                        .userId(accountId)
                        .description(description)
                        .build());
        }
        return view.build();
    }

    SecurityGroupRule view(RegionalState place) {
        SecurityGroupRule.Builder view = SecurityGroupRule.builder()
                .securityGroupRuleId(id)
                .securityGroupRuleArn(place.arn("security-group-rule/" + id))
                .groupId(groupId)
                .groupOwnerId(place.accountId)
                .isEgress(match.egress())
                .ipProtocol(match.protocol())
                .fromPort(match.from() == null ? Integer.valueOf(-1) : match.from())
                .toPort(match.to() == null ? Integer.valueOf(-1) : match.to())
                .description(description)
                .tags(tagViews());
        String peer = match.peer().value();
        switch (match.peer().form()) {
            case IPV4 -> view.cidrIpv4(peer);
            case IPV6 -> view.cidrIpv6(peer);
            case PREFIX_LIST -> view.prefixListId(peer);
            case GROUP -> view.referencedGroupInfo(group -> group.groupId(peer).userId(place.accountId));
        }
        return view.build();
    }
}
