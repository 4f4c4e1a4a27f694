package dev.eksdsl.resource.securitygroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Owned;
import dev.eksdsl.resource.securitygroup.SecurityGroupState.Rule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Ingress rules as EC2 writes them: reads, adds and takes away. Adding and taking away may be repeated. */
final class Permissions {

    private Permissions() {}

    static Stream<Rule> rules(IpPermission permission) {
        Stream<String> sources = Stream.of(
                        permission.ipRanges().stream().map(range -> range.cidrIp()),
                        permission.ipv6Ranges().stream().map(range -> range.cidrIpv6()),
                        permission.userIdGroupPairs().stream().map(pair -> pair.groupId()),
                        permission.prefixListIds().stream().map(list -> list.prefixListId()))
                .flatMap(each -> each);
        return sources.map(source ->
                new Rule(permission.ipProtocol(), port(permission.fromPort()), port(permission.toPort()), source));
    }

    /** One call per rule: EC2 refuses all rules of a call if one of them is there already. */
    static void authorize(AwsApi aws, String groupId, Collection<Rule> rules) {
        for (Rule rule : sorted(rules)) {
            AuthorizeSecurityGroupIngressRequest request = AuthorizeSecurityGroupIngressRequest.builder()
                    .groupId(groupId)
                    .ipPermissions(permission(rule))
                    .build();
            try {
                aws.ec2(Ec2Client::authorizeSecurityGroupIngress, request);
            } catch (AwsCallException e) {
                if (!e.is("InvalidPermission.Duplicate")) {
                    throw e;
                }
            }
        }
    }

    static void revoke(AwsApi aws, String groupId, Collection<Rule> rules) {
        for (Rule rule : sorted(rules)) {
            RevokeSecurityGroupIngressRequest request = RevokeSecurityGroupIngressRequest.builder()
                    .groupId(groupId)
                    .ipPermissions(permission(rule))
                    .build();
            Creation.unlessGone(
                    () -> aws.ec2(Ec2Client::revokeSecurityGroupIngress, request), () -> isGone(aws, groupId));
        }
    }

    private static boolean isGone(AwsApi aws, String groupId) {
        DescribeSecurityGroupsRequest request = DescribeSecurityGroupsRequest.builder()
                .filters(Owned.id("group-id", groupId))
                .build();
        return aws.ec2(Ec2Client::describeSecurityGroups, request)
                .securityGroups()
                .isEmpty();
    }

    private static IpPermission permission(Rule rule) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
        if (!rule.protocol().equals("-1")) {
            permission.fromPort(rule.fromPort()).toPort(rule.toPort());
        }
        String source = rule.source();
        if (source.startsWith("sg-")) {
            permission.userIdGroupPairs(
                    UserIdGroupPair.builder().groupId(source).build());
        } else if (source.startsWith("pl-")) {
            permission.prefixListIds(PrefixListId.builder().prefixListId(source).build());
        } else if (source.contains(":")) {
            permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(source).build());
        } else {
            permission.ipRanges(IpRange.builder().cidrIp(source).build());
        }
        return permission.build();
    }

    /** EC2 leaves the ports out where the rule is for all protocols. */
    private static int port(Integer port) {
        return port == null ? -1 : port;
    }

    private static List<Rule> sorted(Collection<Rule> rules) {
        return rules.stream().sorted(Comparator.comparing(Rule::toString)).toList();
    }
}
