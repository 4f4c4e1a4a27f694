package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What sessions may that carry tags, come from other sessions, or belong to federated users. */
class SessionPermissionsTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/";
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,
             "Principal":{"AWS":"arn:aws:iam::123456789012:root"}}]}
            """;
    private static final String LIST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"eks:ListClusters","Resource":"*"%s}]}
            """;

    private final FakeAws aws = FakeAws.builder().enforcePolicies().build();
    private final IamClient admin = aws.iamClient();
    private AwsCredentialsProvider ann;

    @BeforeEach
    void user() {
        admin.createUser(q -> q.userName("ann"));
        AccessKey key = admin.createAccessKey(q -> q.userName("ann")).accessKey();
        ann = StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        admin.putUserPolicy(q -> q.userName("ann").policyName("all").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:*","eks:*"],"Resource":"*"}]}
                """));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void tagOfASession_countsAsThePrincipalsTag() {
        role("tagged", TRUST.formatted("[\"sts:AssumeRole\",\"sts:TagSession\"]"), "aws:PrincipalTag/team");

        assertThat(eks(assume(ann, "tagged", "web")).listClusters().clusters()).isEmpty();
        assertThatThrownBy(() -> eks(assume(ann, "tagged", "db")).listClusters())
                .hasMessageContaining("assumed-role/tagged/me is not authorized to perform: eks:ListClusters");
    }

    @Test
    void tagsOfASession_needTheTrustPolicysTagSession() {
        role("plain", TRUST.formatted("\"sts:AssumeRole\""), "aws:PrincipalTag/team");

        assertThatThrownBy(() -> assume(ann, "plain", "web"))
                .hasMessageContaining("is not authorized to perform: sts:TagSession on resource: " + ROLE + "plain");
    }

    @Test
    void sessionThatAssumesARole_getsAnHourAtMost() {
        role("first", TRUST.formatted("[\"sts:AssumeRole\",\"sts:TagSession\"]"), "aws:PrincipalTag/team");
        role("second", TRUST.formatted("[\"sts:AssumeRole\",\"sts:TagSession\"]"), "aws:PrincipalTag/team");
        admin.updateRole(q -> q.roleName("second").maxSessionDuration(7200));
        admin.putRolePolicy(q -> q.roleName("first").policyName("chain").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}
                """));
        aws.clock().advance(Duration.ofMinutes(1));
        AwsCredentialsProvider first = assume(ann, "first", "web");

        assertThatThrownBy(() -> client(StsClient.builder(), first)
                        .assumeRole(q ->
                                q.roleArn(ROLE + "second").roleSessionName("me").durationSeconds(7200)))
                .hasMessageContaining("exceeds the 1 hour session limit for roles assumed by role chaining");
        assertThat(client(StsClient.builder(), assume(first, "second", "web"))
                        .getCallerIdentity()
                        .arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/second/me");
    }

    @Test
    void federatedUser_mayWhatTheUserAndTheSessionPolicyAllow() {
        AwsCredentialsProvider narrow = federate(LIST.formatted(""));
        AwsCredentialsProvider none = federate(null);

        assertThat(client(StsClient.builder(), narrow).getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::123456789012:federated-user/bob");
        assertThat(eks(narrow).listClusters().clusters()).isEmpty();
        assertThatThrownBy(() -> eks(narrow).describeCluster(q -> q.name("production")))
                .hasMessageContaining("federated-user/bob is not authorized to perform: eks:DescribeCluster");
        assertThatThrownBy(() -> eks(none).listClusters())
                .hasMessageContaining("federated-user/bob is not authorized to perform: eks:ListClusters");
    }

    private void role(String name, String trust, String key) {
        admin.createRole(q -> q.roleName(name).assumeRolePolicyDocument(trust));
        admin.putRolePolicy(q -> q.roleName(name)
                .policyName("list")
                .policyDocument(LIST.formatted(",\"Condition\":{\"StringEquals\":{\"" + key + "\":\"web\"}}")));
        aws.clock().advance(Duration.ofMinutes(1));
    }

    private AwsCredentialsProvider assume(AwsCredentialsProvider by, String role, String team) {
        return provider(client(StsClient.builder(), by)
                .assumeRole(q -> q.roleArn(ROLE + role)
                        .roleSessionName("me")
                        .tags(t -> t.key("team").value(team)))
                .credentials());
    }

    private AwsCredentialsProvider federate(String policy) {
        return provider(client(StsClient.builder(), ann)
                .getFederationToken(q -> q.name("bob").policy(policy))
                .credentials());
    }

    private static AwsCredentialsProvider provider(Credentials session) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private EksClient eks(AwsCredentialsProvider by) {
        return client(EksClient.builder(), by);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(aws.httpClient())
                .build();
    }
}
