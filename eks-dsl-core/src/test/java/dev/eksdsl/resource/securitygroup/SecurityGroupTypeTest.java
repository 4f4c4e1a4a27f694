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
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;

class SecurityGroupTypeTest {

    private static final ResourceId ID = new ResourceId("security-group", "web");
    private static final Rule HTTPS = new Rule("tcp", 443, 443, "10.0.0.0/16");
    private static final Rule SSH = new Rule("tcp", 22, 22, "0.0.0.0/0");
    private static final Rule PEER = new Rule("-1", -1, -1, "sg-peer");
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
    void deletion_takesRulesThatNameOtherGroupsAwayFirst() {
        type.delete(acting, state(Set.of(HTTPS, PEER)));

        assertThat(aws.calls()).containsExactly("RevokeSecurityGroupIngress", "DeleteSecurityGroup");
        assertThat(aws.requests(RevokeSecurityGroupIngressRequest.class)
                        .get(0)
                        .ipPermissions()
                        .get(0)
                        .userIdGroupPairs()
                        .get(0)
                        .groupId())
                .isEqualTo("sg-peer");
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
