package dev.eksdsl.resource.nodegroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Security groups do not let the nodes through to the cluster's API. Nodes have the cluster security group (EKS user guide,
 * "View Amazon EKS security group requirements for clusters").
 */
final class SecurityGroupCause {

    private static final int HTTPS = 443;

    private SecurityGroupCause() {}

    static List<String> of(NodeFacts facts) {
        String own = facts.vpc().clusterSecurityGroupId();
        Set<String> doors = new TreeSet<>(facts.vpc().securityGroupIds());
        doors.add(own);
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder().groupIds(doors).build();
        List<SecurityGroup> groups =
                facts.aws().ec2(Ec2Client::describeSecurityGroups, request).securityGroups();
        List<String> causes = new ArrayList<>();
        boolean letsOut = groups.stream()
                .filter(group -> group.groupId().equals(own))
                .anyMatch(group -> opens(group, SecurityGroup::ipPermissionsEgress, doors));
        if (!letsOut) {
            causes.add("the nodes' security group " + own + " lets nothing out to port 443, so they do not reach the"
                    + " cluster's API; allow outbound TCP to 443, or all of 0.0.0.0/0");
        }
        boolean letsIn = groups.stream().anyMatch(group -> opens(group, SecurityGroup::ipPermissions, Set.of(own)));
        if (facts.isPrivate() && !letsIn) {
            causes.add("the control plane's security groups " + String.join(", ", doors) + " let nobody from " + own
                    + " in at port 443, so the nodes do not reach the cluster's API; allow it");
        }
        return causes;
    }

    /** Whether a rule allows TCP to port 443, with one of these groups or with any addresses. */
    private static boolean opens(
            SecurityGroup group, Function<SecurityGroup, List<IpPermission>> rules, Set<String> peers) {
        return rules.apply(group).stream()
                .filter(SecurityGroupCause::coversHttps)
                .anyMatch(rule -> !rule.ipRanges().isEmpty()
                        || !rule.prefixListIds().isEmpty()
                        || rule.userIdGroupPairs().stream().anyMatch(pair -> peers.contains(pair.groupId())));
    }

    private static boolean coversHttps(IpPermission rule) {
        return rule.ipProtocol().equals("-1")
                || rule.ipProtocol().equals("tcp") && rule.fromPort() <= HTTPS && HTTPS <= rule.toPort();
    }
}
