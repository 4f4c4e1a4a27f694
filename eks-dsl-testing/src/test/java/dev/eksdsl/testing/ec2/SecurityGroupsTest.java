package dev.eksdsl.testing.ec2;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupsTest {

    private static final IpPermission HTTPS = IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(443)
            .toPort(443)
            .ipRanges(
                    range -> range.cidrIp("10.0.0.0/16").description("from the VPC"),
                    range -> range.cidrIp("192.168.0.0/16"))
            .build();

    private final Net net = new Net();
    private final Ec2Client ec2 = net.ec2;
    private final String vpc = net.vpc();

    @Test
    void newGroup_letsEverythingOutAndNothingIn() {
        SecurityGroup group = described(group("workers"));
        assertThat(group.ipPermissions()).isEmpty();
        assertThat(group.ipPermissionsEgress()).singleElement().satisfies(out -> {
            assertThat(out.ipProtocol()).isEqualTo("-1");
            assertThat(out.ipRanges().get(0).cidrIp()).isEqualTo("0.0.0.0/0");
        });
    }

    @Test
    void sameNameInTheVpc_isRefused() {
        group("workers");
        assertRefused(() -> group("workers"), "InvalidGroup.Duplicate")
                .hasMessage("The security group 'workers' already exists for VPC '" + vpc + "'");
        assertRefused(() -> group("default"), "InvalidParameterValue").hasMessageContaining("reserved");
    }

    @Test
    void permissionWithTwoPeers_makesTwoRules() {
        String id = group("workers");
        List<SecurityGroupRule> rules = ec2.authorizeSecurityGroupIngress(
                        authorize -> authorize.groupId(id).ipPermissions(HTTPS))
                .securityGroupRules();

        assertThat(rules).extracting(SecurityGroupRule::cidrIpv4).containsExactly("10.0.0.0/16", "192.168.0.0/16");
        assertThat(described(id).ipPermissions()).singleElement().satisfies(permission -> {
            assertThat(permission.ipRanges()).hasSize(2);
            assertThat(permission.ipRanges().get(0).description()).isEqualTo("from the VPC");
        });
        assertThat(ec2.describeSecurityGroupRules(describe -> describe.filters(Net.filter("group-id", id)))
                        .securityGroupRules())
                .hasSize(3);
    }

    @Test
    void ruleThatExists_isRefusedAndNothingIsAdded() {
        String id = group("workers");
        ec2.authorizeSecurityGroupIngress(authorize -> authorize
                .groupId(id)
                .ipProtocol("TCP")
                .fromPort(443)
                .toPort(443)
                .cidrIp("192.168.0.0/16"));

        assertRefused(
                        () -> ec2.authorizeSecurityGroupIngress(
                                authorize -> authorize.groupId(id).ipPermissions(HTTPS)),
                        "InvalidPermission.Duplicate")
                .hasMessage("the specified rule \"peer: 192.168.0.0/16, TCP, from port: 443, to port: 443, ALLOW\""
                        + " already exists");
        assertThat(described(id).ipPermissions().get(0).ipRanges()).hasSize(1);
    }

    @Test
    void revokedRules_areGone() {
        String id = group("workers");
        String rule = ec2.authorizeSecurityGroupIngress(
                        authorize -> authorize.groupId(id).ipPermissions(HTTPS))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        ec2.revokeSecurityGroupIngress(revoke -> revoke.groupId(id).securityGroupRuleIds(rule));
        assertThat(described(id).ipPermissions().get(0).ipRanges())
                .singleElement()
                .satisfies(range -> assertThat(range.cidrIp()).isEqualTo("192.168.0.0/16"));

        assertRefused(
                () -> ec2.revokeSecurityGroupIngress(
                        revoke -> revoke.groupId(id).ipPermissions(HTTPS)),
                "InvalidPermission.NotFound");
        ec2.revokeSecurityGroupEgress(
                revoke -> revoke.groupId(id).ipPermissions(described(id).ipPermissionsEgress()));
        assertThat(described(id).ipPermissionsEgress()).isEmpty();
    }

    @Test
    void groupThatAnotherRefersTo_isNotDeleted() {
        String first = group("first");
        String second = group("second");
        IpPermission fromFirst = IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(first).build())
                .build();
        ec2.authorizeSecurityGroupIngress(authorize -> authorize.groupId(second).ipPermissions(fromFirst));

        assertRefused(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(first)), "DependencyViolation")
                .hasMessage("resource " + first + " has a dependent object");
        ec2.deleteSecurityGroup(delete -> delete.groupId(second));
        ec2.deleteSecurityGroup(delete -> delete.groupId(first));
    }

    @Test
    void groupInUse_isNotDeleted() {
        String id = group("workers");
        String subnet = net.subnet(vpc, "10.0.0.0/24");
        String networkInterface = net.fake
                .createServiceInterface(TypedCalls.CALLER, subnet, List.of(id), "Amazon EKS demo", Map.of())
                .id();

        assertRefused(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(id)), "DependencyViolation");
        net.fake.deleteServiceInterface(TypedCalls.CALLER, networkInterface);
        ec2.deleteSecurityGroup(delete -> delete.groupId(id));
    }

    @Test
    void defaultGroup_isNotDeleted() {
        String id = ec2.describeSecurityGroups().securityGroups().get(0).groupId();
        assertRefused(() -> ec2.deleteSecurityGroup(delete -> delete.groupId(id)), "CannotDelete");
    }

    @Test
    void rulesBeyondTheQuota_areRefused() {
        String id = group("workers");
        net.calls.world().quotas().set("vpc", "L-0EA8095F", 1);
        assertRefused(
                () -> ec2.authorizeSecurityGroupIngress(
                        authorize -> authorize.groupId(id).ipPermissions(HTTPS)),
                "RulesPerSecurityGroupLimitExceeded");
        assertThat(described(id).ipPermissions()).isEmpty();
    }

    @Test
    void serviceGroup_letsItselfIn() {
        String id = net.fake.createServiceSecurityGroup(
                TypedCalls.CALLER, vpc, "eks-cluster-sg-demo-1", "made by EKS", Map.of("aws:eks:cluster-name", "demo"));

        assertThat(described(id)
                        .ipPermissions()
                        .get(0)
                        .userIdGroupPairs()
                        .get(0)
                        .groupId())
                .isEqualTo(id);
        assertThat(net.fake.vpcOfSecurityGroup(TypedCalls.CALLER, id)).contains(vpc);
        net.fake.deleteServiceSecurityGroup(TypedCalls.CALLER, id);
        assertThat(net.fake.vpcOfSecurityGroup(TypedCalls.CALLER, id)).isEmpty();
    }

    private String group(String name) {
        return ec2.createSecurityGroup(
                        create -> create.groupName(name).description("test").vpcId(vpc))
                .groupId();
    }

    private SecurityGroup described(String id) {
        return ec2.describeSecurityGroups(describe -> describe.groupIds(id))
                .securityGroups()
                .get(0);
    }
}
