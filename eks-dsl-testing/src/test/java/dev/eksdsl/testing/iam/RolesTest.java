package dev.eksdsl.testing.iam;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.TypedCalls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class RolesTest {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
             "Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private static final String PERMISSIONS = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";
    private static final String CLUSTER_POLICY = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";

    private final TypedCalls calls = new TypedCalls();
    private final FakeIam fake = calls.with(new FakeIam(calls.world()));
    private final IamClient iam = calls.client(IamClient.builder());

    @Test
    void newRole_isShownWithItsTrustEncoded() {
        Role made = iam.createRole(role -> role.roleName("cluster")
                        .path("/eks/")
                        .assumeRolePolicyDocument(TRUST)
                        .tags(Tag.builder().key("team").value("blue").build()))
                .role();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:role/eks/cluster");
        assertThat(made.roleId()).startsWith("AROA");
        assertThat(made.maxSessionDuration()).isEqualTo(3600);
        assertThat(made.assumeRolePolicyDocument())
                .startsWith("%7B%22Version%22")
                .doesNotContain(" ");

        Role found = iam.getRole(get -> get.roleName("CLUSTER")).role();
        assertThat(URLDecoder.decode(found.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
        assertThat(found.tags()).hasSize(1);
    }

    @Test
    void sameNameInOtherCaseAndPath_isTaken() {
        role("Cluster");
        assertRefused(
                        () -> iam.createRole(
                                role -> role.roleName("cluster").path("/other/").assumeRolePolicyDocument(TRUST)),
                        "EntityAlreadyExists")
                .hasMessage("Role with name cluster already exists.");
    }

    @Test
    void permissionsBoundary_isSetAndTakenAway() {
        role("bounded");
        String policy = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
        iam.putRolePermissionsBoundary(put -> put.roleName("bounded").permissionsBoundary(policy));
        assertThat(iam.getRole(get -> get.roleName("bounded"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(policy);
        assertRefused(
                () -> iam.putRolePermissionsBoundary(
                        put -> put.roleName("bounded").permissionsBoundary("arn:aws:iam::aws:policy/NoSuchPolicy")),
                "NoSuchEntity");
        iam.deleteRolePermissionsBoundary(delete -> delete.roleName("bounded"));
        assertThat(iam.getRole(get -> get.roleName("bounded")).role().permissionsBoundary())
                .isNull();
    }

    @Test
    void unknownRole_isTold() {
        assertRefused(() -> iam.getRole(get -> get.roleName("nobody")), "NoSuchEntity")
                .hasMessage("The role with name nobody cannot be found.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "slash/inside", "umlaut-ä"})
    void nameWithOtherCharacters_isRefused(String name) {
        assertRefused(() -> role(name), "ValidationError");
    }

    @Test
    void nameBeyond64Characters_isRefused() {
        role("r".repeat(64));
        assertRefused(() -> role("r".repeat(65)), "ValidationError").hasMessageContaining("64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "no json; This policy contains invalid Json",
                "{}; Syntax errors in policy.",
                "{'Statement':[{'Effect':'Maybe','Action':'a'}]}; Syntax errors in policy.",
                "{'Statement':[{'Effect':'Allow','Action':'a'}]}; Missing required field Principal",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'a','Resource':'*'}]};"
                        + " Has prohibited field Resource",
                "{'Statement':[{'Effect':'Allow','Action':'a','Principal':"
                        + "{'AWS':'arn:aws:iam::111122223333:role/nobody'}}]};"
                        + " Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/nobody\""
            })
    void trustThatIsNone_isRefused(String document, String message) {
        String trust = document.replace('\'', '"');
        assertRefused(
                        () -> iam.createRole(role -> role.roleName("cluster").assumeRolePolicyDocument(trust)),
                        "MalformedPolicyDocument")
                .hasMessage(message);
    }

    @Test
    void trustBeyond2048Characters_isRefusedWhiteSpaceNotCounted() {
        String spaced = TRUST.replace("\n", " ".repeat(3000));
        iam.createRole(role -> role.roleName("spaced").assumeRolePolicyDocument(spaced));
        String longer = TRUST.replace("eks.amazonaws.com", "x".repeat(2048));
        assertRefused(
                        () -> iam.createRole(role -> role.roleName("longer").assumeRolePolicyDocument(longer)),
                        "LimitExceeded")
                .hasMessage("Cannot exceed quota for ACLSizePerRole: 2048");
    }

    @Test
    void roleWithPolicies_isNotDeleted() {
        role("cluster");
        attach("cluster", CLUSTER_POLICY);
        iam.putRolePolicy(put -> put.roleName("cluster").policyName("inline").policyDocument(PERMISSIONS));
        iam.createInstanceProfile(profile -> profile.instanceProfileName("nodes"));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("nodes").roleName("cluster"));

        assertRefused(() -> delete("cluster"), "DeleteConflict").hasMessageContaining("instance profile");
        iam.removeRoleFromInstanceProfile(
                remove -> remove.instanceProfileName("nodes").roleName("cluster"));
        assertRefused(() -> delete("cluster"), "DeleteConflict")
                .hasMessage("Cannot delete entity, must detach all policies first.");
        iam.detachRolePolicy(detach -> detach.roleName("cluster").policyArn(CLUSTER_POLICY));
        assertRefused(() -> delete("cluster"), "DeleteConflict")
                .hasMessage("Cannot delete entity, must delete policies first.");
        iam.deleteRolePolicy(inline -> inline.roleName("cluster").policyName("inline"));
        delete("cluster");
        iam.deleteInstanceProfile(profile -> profile.instanceProfileName("nodes"));
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void unknownPolicy_isNotAttached() {
        role("cluster");
        String arn = "arn:aws:iam::aws:policy/AmazonEKSMissingPolicy";
        assertRefused(() -> attach("cluster", arn), "NoSuchEntity")
                .hasMessage("Policy " + arn + " does not exist or is not attachable.");

        fake.addAwsManagedPolicy("AmazonEKSMissingPolicy");
        attach("cluster", arn);
        assertThat(iam.listAttachedRolePolicies(list -> list.roleName("cluster"))
                        .attachedPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyName()).isEqualTo("AmazonEKSMissingPolicy"));
    }

    @Test
    void eleventhPolicy_isRefused() {
        role("cluster");
        for (int i = 0; i < 11; i++) {
            fake.addAwsManagedPolicy("Policy" + i);
        }
        for (int i = 0; i < 10; i++) {
            attach("cluster", "arn:aws:iam::aws:policy/Policy" + i);
        }
        attach("cluster", "arn:aws:iam::aws:policy/Policy0");
        assertRefused(() -> attach("cluster", "arn:aws:iam::aws:policy/Policy10"), "LimitExceeded")
                .hasMessage("Cannot exceed quota for PoliciesPerRole: 10");
    }

    @Test
    void listedRoles_comeInPagesByPathAndWithoutTags() {
        for (String name : List.of("c", "a", "b")) {
            iam.createRole(role -> role.roleName(name)
                    .path("/eks/")
                    .assumeRolePolicyDocument(TRUST)
                    .tags(Tag.builder().key("k").value("v").build()));
        }
        role("elsewhere");
        ListRolesResponse first = iam.listRoles(list -> list.pathPrefix("/eks/").maxItems(2));
        assertThat(first.roles()).extracting(Role::roleName).containsExactly("a", "b");
        assertThat(first.roles().get(0).hasTags()).isFalse();
        assertThat(first.isTruncated()).isTrue();
        ListRolesResponse second =
                iam.listRoles(list -> list.pathPrefix("/eks/").maxItems(2).marker(first.marker()));
        assertThat(second.roles()).extracting(Role::roleName).containsExactly("c");
        assertThat(second.isTruncated()).isFalse();
    }

    @Test
    void otherServices_seeARoleOnlyOnceItHasSettled() {
        String arn = role("cluster");
        attach("cluster", CLUSTER_POLICY);
        assertThat(fake.settled(TypedCalls.CALLER, arn)).isEmpty();
        calls.pass(Duration.ofSeconds(7));
        assertThat(fake.settled(TypedCalls.CALLER, arn)).isEmpty();
        calls.pass(Duration.ofSeconds(1));

        assertThat(fake.settled(TypedCalls.CALLER, arn)).hasValueSatisfying(role -> {
            assertThat(role.managedPolicies()).containsExactly(CLUSTER_POLICY);
            assertThat(role.trusts("eks.amazonaws.com")).isTrue();
            assertThat(role.trusts("ec2.amazonaws.com")).isFalse();
        });
    }

    @Test
    void changes_settleOneByOneAndDeletionAtOnce() {
        String arn = role("cluster");
        calls.pass(Duration.ofSeconds(5));
        attach("cluster", CLUSTER_POLICY);
        calls.pass(Duration.ofSeconds(3));
        assertThat(fake.settled(TypedCalls.CALLER, arn).orElseThrow().managedPolicies())
                .isEmpty();
        calls.pass(Duration.ofSeconds(5));
        assertThat(fake.settled(TypedCalls.CALLER, arn).orElseThrow().managedPolicies())
                .isNotEmpty();

        iam.updateAssumeRolePolicy(update ->
                update.roleName("cluster").policyDocument(TRUST.replace("eks.amazonaws.com", "ec2.amazonaws.com")));
        assertThat(fake.settled(TypedCalls.CALLER, arn).orElseThrow().trusts("eks.amazonaws.com"))
                .isTrue();
        calls.world().durations().set(Durations.Of.IAM_SETTLE, Duration.ZERO);
        assertThat(fake.settled(TypedCalls.CALLER, arn).orElseThrow().trusts("eks.amazonaws.com"))
                .isFalse();

        iam.detachRolePolicy(detach -> detach.roleName("cluster").policyArn(CLUSTER_POLICY));
        delete("cluster");
        assertThat(fake.settled(TypedCalls.CALLER, arn)).isEmpty();
    }

    @Test
    void serviceLinkedRole_isMadeOnceAndProtected() {
        fake.ensureServiceLinkedRole(
                TypedCalls.CALLER, "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup");
        fake.ensureServiceLinkedRole(
                TypedCalls.CALLER, "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup");

        assertThat(fake.inventory())
                .singleElement()
                .satisfies(item -> assertThat(item.type()).isEqualTo("service-linked-role"));
        assertRefused(() -> delete("AWSServiceRoleForAmazonEKSNodegroup"), "UnmodifiableEntity");
        assertRefused(
                () -> iam.createServiceLinkedRole(create -> create.awsServiceName("eks-nodegroup.amazonaws.com")),
                "InvalidInput");
    }

    private String role(String name) {
        return iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    private void attach(String role, String policy) {
        iam.attachRolePolicy(attach -> attach.roleName(role).policyArn(policy));
    }

    private void delete(String role) {
        iam.deleteRole(delete -> delete.roleName(role));
    }
}
