package dev.eksdsl.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Found;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ScriptedAws;
import dev.eksdsl.resource.TestActing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class RoleTypeTest {

    private static final ResourceId ID = new ResourceId("role", "cluster");
    private static final String POLICY = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";
    private static final String TRUST = """
            {"Statement": {"Action": ["sts:AssumeRole"], "Effect": "Allow",
             "Principal": {"Service": ["eks.amazonaws.com"]}}, "Version": "2012-10-17"}""";
    private static final RoleSpec SPEC = new RoleSpec(
            "production.us-east-1.cluster",
            TrustSpec.service("eks.amazonaws.com"),
            Set.of(POLICY),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private final RoleType type = new RoleType();
    private final ScriptedAws aws = new ScriptedAws()
            .on(
                    ListRolesRequest.class,
                    q -> ListRolesResponse.builder()
                            .roles(
                                    role("production.us-east-1.cluster", "eks-dsl role/cluster"),
                                    role("old", "eks-dsl role/old"))
                            .build())
            .on(
                    ListAttachedRolePoliciesRequest.class,
                    q -> ListAttachedRolePoliciesResponse.builder()
                            .attachedPolicies(
                                    AttachedPolicy.builder().policyArn(POLICY).build())
                            .build());

    @Test
    void rolesOfTheCluster_foundWithOneListAndOneCallForEachDeclared() {
        Map<ResourceId, Observation<RoleState>> found = Found.by(type, aws, Map.of(ID, SPEC));

        assertThat(found).containsOnlyKeys(ID, new ResourceId("role", "old"));
        assertThat(aws.calls()).containsExactly("ListRoles", "ListAttachedRolePolicies");
        assertThat(aws.requests(ListRolesRequest.class).get(0).pathPrefix())
                .isEqualTo("/eks-dsl/us-east-1/production/");
        assertThat(type.fields(input -> Optional.empty())
                        .compare(SPEC, found.get(ID).state().orElseThrow()))
                .isEmpty();
    }

    @Test
    void roleOfAnotherName_namedForDeletion() {
        RoleSpec renamed = new RoleSpec("new", SPEC.trust(), Set.of(), Optional.empty(), Optional.empty(), Map.of());

        assertThat(Found.by(type, aws, Map.of(ID, renamed)))
                .containsOnlyKeys(
                        new ResourceId("role", "cluster~production.us-east-1.cluster"), new ResourceId("role", "old"));
    }

    @Test
    void policyDetachedByHand_attachedAgain() {
        RoleState state = new RoleState("r", "arn", TRUST, Set.of(), Map.of(), Optional.empty());

        assertThat(type.fields(input -> Optional.empty()).compare(SPEC, state))
                .hasToString("[managedPolicies (none) → " + POLICY + "]");
    }

    @Test
    void inlinePolicies_readOnlyWhereTheyAreManaged() {
        RoleSpec managed = new RoleSpec(
                SPEC.name(), SPEC.trust(), Set.of(POLICY), Optional.of(Map.of()), Optional.empty(), Map.of());
        aws.on(
                        ListRolePoliciesRequest.class,
                        q -> ListRolePoliciesResponse.builder()
                                .policyNames("extra")
                                .build())
                .on(
                        GetRolePolicyRequest.class,
                        q -> GetRolePolicyResponse.builder()
                                .policyDocument("%7B%7D")
                                .build());

        RoleState state =
                Found.by(type, aws, Map.of(ID, managed)).get(ID).state().orElseThrow();

        assertThat(aws.calls())
                .containsExactly("ListRoles", "ListAttachedRolePolicies", "ListRolePolicies", "GetRolePolicy");
        assertThat(type.fields(input -> Optional.empty()).compare(managed, state))
                .hasToString("[inlinePolicies[extra] \"{}\" → (none)]");
    }

    @Test
    void nameTakenByForeignRole_refusedAndNothingChanged() {
        nameIsTaken();
        aws.on(
                GetRoleRequest.class,
                q -> GetRoleResponse.builder()
                        .role(role(q.roleName(), "somebody's"))
                        .build());

        assertThatThrownBy(() -> type.create(new TestActing(aws, ID, false), SPEC))
                .isInstanceOf(EksDslException.class)
                .hasMessageContaining("production.us-east-1.cluster")
                .hasMessageContaining("does not belong to role/cluster");
        assertThat(aws.calls()).containsExactly("CreateRole", "GetRole");
    }

    @Test
    void nameTakenByOurRole_takenAndCompleted() {
        nameIsTaken();
        aws.on(
                        GetRoleRequest.class,
                        q -> GetRoleResponse.builder().role(ours(q.roleName())).build())
                .on(
                        ListAttachedRolePoliciesRequest.class,
                        q -> ListAttachedRolePoliciesResponse.builder().build())
                .on(
                        AttachRolePolicyRequest.class,
                        q -> AttachRolePolicyResponse.builder().build());

        assertThat(type.create(new TestActing(aws, ID, true), SPEC)).isInstanceOf(Progress.Done.class);
        assertThat(aws.calls()).endsWith("ListAttachedRolePolicies", "AttachRolePolicy");
    }

    @Test
    void roleThatIamDoesNotShowYet_waitedForWithoutCreatingItAgain() {
        aws.on(
                        CreateRoleRequest.class,
                        q -> CreateRoleResponse.builder()
                                .role(role(q.roleName(), q.description()))
                                .build())
                .on(AttachRolePolicyRequest.class, q -> {
                    throw Refusals.of("AttachRolePolicy", "NoSuchEntity", "The role with name x cannot be found.");
                });

        assertThat(type.create(new TestActing(aws, ID, false), SPEC)).isInstanceOf(Progress.Waiting.class);
        assertThat(aws.requests(CreateRoleRequest.class)).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/eks-dsl/us-east-1/production/");
            assertThat(request.description()).isEqualTo("eks-dsl role/cluster");
        });
    }

    @Test
    void foreignRoleInOurPath_leftAsItIs() {
        aws.on(
                GetRoleRequest.class,
                q -> GetRoleResponse.builder()
                        .role(role(q.roleName(), "eks-dsl role/old"))
                        .build());
        RoleState state = new RoleState("old", "arn:old", "{}", Set.of(), Map.of(), Optional.empty());

        assertThatThrownBy(() -> type.delete(new TestActing(aws, new ResourceId("role", "old"), false), state))
                .hasMessageContaining("arn:old")
                .hasMessageContaining("left as it is");
        assertThat(aws.calls()).containsExactly("GetRole");
    }

    @Test
    void ourRole_emptiedThenDeleted() {
        aws.on(
                        GetRoleRequest.class,
                        q -> GetRoleResponse.builder().role(ours("old")).build())
                .on(
                        ListRolePoliciesRequest.class,
                        q -> ListRolePoliciesResponse.builder().build())
                .on(
                        DetachRolePolicyRequest.class,
                        q -> DetachRolePolicyResponse.builder().build())
                .on(DeleteRoleRequest.class, q -> DeleteRoleResponse.builder().build());
        RoleState state = new RoleState("old", "arn:old", "{}", Set.of(), Map.of(), Optional.empty());

        assertThat(type.delete(new TestActing(aws, ID, false), state)).isInstanceOf(Progress.Gone.class);
        assertThat(aws.calls()).endsWith("DetachRolePolicy", "ListRolePolicies", "DeleteRole");
    }

    private void nameIsTaken() {
        aws.on(CreateRoleRequest.class, q -> {
            throw Refusals.of("CreateRole", "EntityAlreadyExists", "Role with name x already exists.");
        });
    }

    private static Role ours(String name) {
        return role(name, "eks-dsl role/cluster").toBuilder()
                .tags(
                        Tag.builder().key("eks-dsl/cluster").value("production").build(),
                        Tag.builder().key("eks-dsl/id").value("role/cluster").build())
                .build();
    }

    private static Role role(String name, String description) {
        return Role.builder()
                .roleName(name)
                .arn("arn:aws:iam::111122223333:role/eks-dsl/us-east-1/production/" + name)
                .description(description)
                .assumeRolePolicyDocument(URLEncoder.encode(TRUST, StandardCharsets.UTF_8))
                .build();
    }
}
