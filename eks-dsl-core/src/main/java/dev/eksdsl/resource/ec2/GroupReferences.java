package dev.eksdsl.resource.ec2;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The rules of other security groups that name one: EC2 does not delete it while there are any. */
public final class GroupReferences {

    private GroupReferences() {}

    /** Takes the rules away that name the group, from all other groups of its VPC. */
    public static void revoke(AwsApi aws, String vpc, String group) {
        for (SecurityGroup other : inVpc(aws, vpc)) {
            if (!other.groupId().equals(group)) {
                revokeIngress(aws, other.groupId(), naming(group, other.ipPermissions()));
                revokeEgress(aws, other.groupId(), naming(group, other.ipPermissionsEgress()));
            }
        }
    }

    private static void revokeIngress(AwsApi aws, String from, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            RevokeSecurityGroupIngressRequest request = RevokeSecurityGroupIngressRequest.builder()
                    .groupId(from)
                    .ipPermissions(rules)
                    .build();
            Creation.unlessGone(() -> aws.ec2(Ec2Client::revokeSecurityGroupIngress, request));
        }
    }

    private static void revokeEgress(AwsApi aws, String from, List<IpPermission> rules) {
        if (!rules.isEmpty()) {
            RevokeSecurityGroupEgressRequest request = RevokeSecurityGroupEgressRequest.builder()
                    .groupId(from)
                    .ipPermissions(rules)
                    .build();
            Creation.unlessGone(() -> aws.ec2(Ec2Client::revokeSecurityGroupEgress, request));
        }
    }

    /** The part of the rules that is about the group, without what else stands in the same rule. */
    private static List<IpPermission> naming(String group, List<IpPermission> rules) {
        return rules.stream()
                .map(rule -> IpPermission.builder()
                        .ipProtocol(rule.ipProtocol())
                        .fromPort(rule.fromPort())
                        .toPort(rule.toPort())
                        .userIdGroupPairs(rule.userIdGroupPairs().stream()
                                .filter(pair -> group.equals(pair.groupId()))
                                .toList())
                        .build())
                .filter(rule -> !rule.userIdGroupPairs().isEmpty())
                .toList();
    }

    private static List<SecurityGroup> inVpc(AwsApi aws, String vpc) {
        Filter filter = Filter.builder().name("vpc-id").values(vpc).build();
        return Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeSecurityGroups,
                        DescribeSecurityGroupsRequest.builder()
                                .filters(filter)
                                .nextToken(token)
                                .build()),
                DescribeSecurityGroupsResponse::nextToken,
                DescribeSecurityGroupsResponse::securityGroups);
    }
}
