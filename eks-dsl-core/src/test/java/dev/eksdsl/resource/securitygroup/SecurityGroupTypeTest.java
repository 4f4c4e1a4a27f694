package dev.eksdsl.resource.securitygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import dev.eksdsl.resource.securitygroup.SecurityGroupState.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class SecurityGroupTypeTest {

    private static final ResourceId ID = new ResourceId("security-group", "web");
    private static final Rule HTTPS = new Rule("tcp", 443, 443, "10.0.0.0/16");
    private static final Rule SSH = new Rule("tcp", 22, 22, "0.0.0.0/0");
    private static final SecurityGroupSpec SPEC = new SecurityGroupSpec(
            Input.known("vpc-1"), "web", "Web", List.of(IngressRule.tcp(443, "10.0.0.0/16")), Map.of());

    private final SecurityGroupType type = new SecurityGroupType();
    private final ScriptedAws aws = new ScriptedAws()
            .on(
                    AuthorizeSecurityGroupIngressRequest.class,
                    q -> AuthorizeSecurityGroupIngressResponse.builder().build())
            .on(
                    RevokeSecurityGroupIngressRequest.class,
                    q -> RevokeSecurityGroupIngressResponse.builder().build())
            .on(
                    DeleteSecurityGroupRequest.class,
                    q -> DeleteSecurityGroupResponse.builder().build());
    private final TestActing acting = new TestActing(aws, ID, false);

    @Test
    void ruleOpenedByHand_revokedAndMissingOneAuthorized() {
        SecurityGroupState state = state(Set.of(SSH));

        List<FieldChange> changes = type.fields(input -> Optional.of("vpc-1").filter(x -> input.equals(SPEC.vpc())))
                .compare(SPEC, state);

        assertThat(changes).hasToString("[ingress [tcp 22 from 0.0.0.0/0] → [tcp 443 from 10.0.0.0/16]]");
        assertThat(type.update(acting, SPEC, state, changes.get(0).call(), changes))
                .isEqualTo(Progress.done(state(Set.of(HTTPS))));
        assertThat(aws.requests(RevokeSecurityGroupIngressRequest.class)
                        .get(0)
                        .ipPermissions()
                        .get(0)
                        .fromPort())
                .isEqualTo(22);
    }

    @Test
    void deletion_takesRulesOfOtherGroupsThatNameItAwayFirst() {
        SecurityGroupState state = state(Set.of(HTTPS));
        SecurityGroup peer = SecurityGroup.builder()
                .groupId("sg-peer")
                .ipPermissions(naming(state.id(), "sg-else"), naming("sg-else"))
                .ipPermissionsEgress(naming(state.id()))
                .build();
        SecurityGroup itself = SecurityGroup.builder()
                .groupId(state.id())
                .ipPermissions(naming(state.id()))
                .build();
        aws.on(
                        DescribeSecurityGroupsRequest.class,
                        q -> DescribeSecurityGroupsResponse.builder()
                                .securityGroups(itself, peer)
                                .build())
                .on(
                        RevokeSecurityGroupEgressRequest.class,
                        q -> RevokeSecurityGroupEgressResponse.builder().build());

        type.delete(acting, state);

        assertThat(aws.calls())
                .containsExactly(
                        "DescribeSecurityGroups",
                        "RevokeSecurityGroupIngress",
                        "RevokeSecurityGroupEgress",
                        "DeleteSecurityGroup");
        assertThat(aws.requests(RevokeSecurityGroupIngressRequest.class))
                .singleElement()
                .satisfies(revoked -> {
                    assertThat(revoked.groupId()).isEqualTo("sg-peer");
                    assertThat(revoked.ipPermissions()).containsExactly(naming(state.id()));
                });
    }

    private static IpPermission naming(String... groups) {
        return IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(Stream.of(groups)
                        .map(group -> UserIdGroupPair.builder().groupId(group).build())
                        .toList())
                .build();
    }

    @Test
    void nameTakenByForeignGroup_refused() {
        aws.on(CreateSecurityGroupRequest.class, q -> {
                    throw Refusals.of("CreateSecurityGroup", "InvalidGroup.Duplicate", "already exists");
                })
                .on(
                        DescribeSecurityGroupsRequest.class,
                        q -> DescribeSecurityGroupsResponse.builder().build());

        Progress<SecurityGroupState> progress = type.create(acting, SPEC);
        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        TestActing later = acting.later(Duration.ofMinutes(1));

        assertThatThrownBy(() ->
                        ((Progress.Waiting<SecurityGroupState>) progress).next().look(later))
                .hasMessageContaining(
                        "security-group/web cannot be created beside something that does not belong to cluster production");
    }

    private static SecurityGroupState state(Set<Rule> rules) {
        return new SecurityGroupState("sg-1", "vpc-1", "web", "Web", rules, Map.of());
    }
}
