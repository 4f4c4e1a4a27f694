package dev.eksdsl.testing.iam;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Tag;

class PoliciesAndProvidersTest {

    private static final String DOCUMENT = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";
    private static final String ISSUER = "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

    private final TypedCalls calls = new TypedCalls();
    private final FakeIam fake = calls.with(new FakeIam(calls.world()));
    private final IamClient iam = calls.client(IamClient.builder());

    @Test
    void newPolicy_isReadBackWithItsDocument() {
        Policy policy = policy("controller");
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::111122223333:policy/controller");
        assertThat(policy.defaultVersionId()).isEqualTo("v1");

        String document = iam.getPolicyVersion(
                        get -> get.policyArn(policy.arn()).versionId("v1"))
                .policyVersion()
                .document();
        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
    }

    @Test
    void policyThatExistsOrIsNone_isRefused() {
        policy("controller");
        assertRefused(() -> policy("controller"), "EntityAlreadyExists")
                .hasMessage("A policy called controller already exists. Duplicate names are not allowed.");
        assertRefused(
                        () -> iam.createPolicy(create ->
                                create.policyName("other").policyDocument(DOCUMENT.replace("Resource", "Principal"))),
                        "MalformedPolicyDocument")
                .hasMessage("Policy document should not specify a principal.");
        assertRefused(
                        () -> iam.createPolicy(create -> create.policyName("other")
                                .policyDocument(DOCUMENT.replace("s3:", "s3:" + "s".repeat(6144)))),
                        "LimitExceeded")
                .hasMessage("Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void attachedPolicy_isNotDeleted() {
        String arn = policy("controller").arn();
        iam.createRole(role -> role.roleName("r")
                .assumeRolePolicyDocument(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                                + "\"Action\":\"sts:AssumeRole\"}}"));
        iam.attachRolePolicy(attach -> attach.roleName("r").policyArn(arn));
        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
        assertRefused(() -> iam.deletePolicy(delete -> delete.policyArn(arn)), "DeleteConflict")
                .hasMessage("Cannot delete a policy attached to entities.");

        iam.detachRolePolicy(detach -> detach.roleName("r").policyArn(arn));
        iam.deletePolicy(delete -> delete.policyArn(arn));
        assertRefused(() -> iam.getPolicy(get -> get.policyArn(arn)), "NoSuchEntity");
    }

    @Test
    void policyWithFurtherVersions_isDeletedAfterThem() {
        String arn = policy("controller").arn();
        iam.createPolicyVersion(
                create -> create.policyArn(arn).policyDocument(DOCUMENT).setAsDefault(true));

        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
        assertRefused(() -> iam.deletePolicy(delete -> delete.policyArn(arn)), "DeleteConflict");
        assertRefused(
                () -> iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId("v2")), "DeleteConflict");
        iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId("v1"));
        iam.deletePolicy(delete -> delete.policyArn(arn));
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void listing_tellsOwnPoliciesFromThoseOfAws() {
        policy("controller");
        assertThat(iam.listPolicies(list -> list.scope("Local")).policies())
                .extracting(Policy::policyName)
                .containsExactly("controller");
        assertThat(iam.listPolicies(list -> list.scope("AWS").pathPrefix("/service-role/"))
                        .policies())
                .extracting(Policy::policyName)
                .contains("AmazonEBSCSIDriverPolicy")
                .doesNotContain("AmazonEKSClusterPolicy");
    }

    @Test
    void provider_needsNothingButItsUrl() {
        String arn =
                iam.createOpenIDConnectProvider(create -> create.url(ISSUER)).openIDConnectProviderArn();
        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:oidc-provider/" + ISSUER.substring("https://".length()));
        assertThat(fake.oidcProviderExists(TypedCalls.CALLER, ISSUER)).isTrue();

        iam.addClientIDToOpenIDConnectProvider(
                add -> add.openIDConnectProviderArn(arn).clientID("sts.amazonaws.com"));
        iam.tagOpenIDConnectProvider(tag -> tag.openIDConnectProviderArn(arn)
                .tags(Tag.builder().key("team").value("blue").build()));
        GetOpenIdConnectProviderResponse found = iam.getOpenIDConnectProvider(get -> get.openIDConnectProviderArn(arn));
        assertThat(found.url()).isEqualTo(ISSUER.substring("https://".length()));
        assertThat(found.clientIDList()).containsExactly("sts.amazonaws.com");
        assertThat(found.thumbprintList()).hasSize(1);
        assertThat(found.tags()).hasSize(1);

        assertRefused(() -> iam.createOpenIDConnectProvider(create -> create.url(ISSUER)), "EntityAlreadyExists")
                .hasMessage("Provider with url " + ISSUER + " already exists.");
        iam.deleteOpenIDConnectProvider(delete -> delete.openIDConnectProviderArn(arn));
        assertRefused(() -> iam.getOpenIDConnectProvider(get -> get.openIDConnectProviderArn(arn)), "NoSuchEntity");
        assertThat(fake.inventory()).isEmpty();
    }

    @Test
    void provider101_isRefused() {
        for (int i = 0; i < 100; i++) {
            String url = ISSUER + i;
            iam.createOpenIDConnectProvider(create -> create.url(url));
        }
        assertRefused(() -> iam.createOpenIDConnectProvider(create -> create.url(ISSUER)), "LimitExceeded");
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList()).hasSize(100);
    }

    @Test
    void trustInAProvider_needsTheProvider() {
        String arn = "arn:aws:iam::111122223333:oidc-provider/" + ISSUER.substring("https://".length());
        String trust = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"" + arn
                + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\"}}";
        assertRefused(
                        () -> iam.createRole(role -> role.roleName("irsa").assumeRolePolicyDocument(trust)),
                        "MalformedPolicyDocument")
                .hasMessage("Invalid principal in policy: \"Federated\":\"" + arn + "\"");

        iam.createOpenIDConnectProvider(create -> create.url(ISSUER));
        iam.createRole(role -> role.roleName("irsa").assumeRolePolicyDocument(trust));
    }

    private Policy policy(String name) {
        return iam.createPolicy(create -> create.policyName(name).policyDocument(DOCUMENT))
                .policy();
    }
}
