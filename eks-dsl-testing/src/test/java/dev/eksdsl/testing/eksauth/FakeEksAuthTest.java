package dev.eksdsl.testing.eksauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.eks.PodIdentities;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import dev.eksdsl.testing.sts.RoleSessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eksauth.EksAuthClient;
import software.amazon.awssdk.services.eksauth.model.EksAuthException;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

class FakeEksAuthTest {

    private static final String ISSUER = "https://oidc.eks.us-east-1.amazonaws.com/id/ABC";
    private static final String ROLE = "arn:aws:iam::111122223333:role/web";

    private final List<Map<String, String>> tags = new ArrayList<>();

    private final PodIdentities pods = new PodIdentities() {
        @Override
        public Optional<String> issuer(Caller caller, String clusterName) {
            return Optional.of(ISSUER).filter(issuer -> clusterName.equals("demo"));
        }

        @Override
        public Optional<PodIdentityAssociation> association(
                Caller caller, String clusterName, String namespace, String serviceAccount) {
            return Optional.of(PodIdentityAssociation.builder()
                            .associationId("a-1")
                            .associationArn("arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/a-1")
                            .roleArn(ROLE)
                            .build())
                    .filter(association -> serviceAccount.equals("web"));
        }
    };

    private final RoleSessions sessions = new RoleSessions() {
        @Override
        public Session begin(
                Caller caller,
                String roleArn,
                String sessionName,
                Duration duration,
                List<Policy> policies,
                Map<String, String> sessionTags) {
            tags.add(sessionTags);
            return new Session(
                    Credentials.builder()
                            .accessKeyId("ASIATEST")
                            .secretAccessKey("s")
                            .sessionToken("t")
                            .expiration(calls.world().now().plus(duration))
                            .build(),
                    AssumedRoleUser.builder()
                            .arn("arn:aws:sts::111122223333:assumed-role/web/" + sessionName)
                            .assumedRoleId("AROA:" + sessionName)
                            .build());
        }
    };

    private final TypedCalls calls = new TypedCalls();
    private final FakeEksAuth fake = calls.with(new FakeEksAuth(calls.world(), pods, sessions));
    private final EksAuthClient eksAuth = calls.client(EksAuthClient.builder());

    @Test
    void podWithAnAssociation_getsItsRoleWithTags() {
        var answer = eksAuth.assumeRoleForPodIdentity(
                q -> q.clusterName("demo").token(token(ISSUER, "web", "pods.eks.amazonaws.com", 600)));

        assertThat(answer.credentials().accessKeyId()).isEqualTo("ASIATEST");
        assertThat(answer.credentials().expiration())
                .isEqualTo(calls.world().now().plus(Duration.ofHours(6)));
        assertThat(answer.subject().serviceAccount()).isEqualTo("web");
        assertThat(answer.podIdentityAssociation().associationId()).isEqualTo("a-1");
        assertThat(answer.assumedRoleUser().arn())
                .startsWith("arn:aws:sts::111122223333:assumed-role/web/eks-demo-pod-1-");
        assertThat(tags)
                .containsExactly(Map.of(
                        "eks-cluster-arn", "arn:aws:eks:us-east-1:111122223333:cluster/demo",
                        "eks-cluster-name", "demo",
                        "kubernetes-namespace", "api",
                        "kubernetes-service-account", "web",
                        "kubernetes-pod-name", "pod-1",
                        "kubernetes-pod-uid", "u-1"));
        assertThat(fake.inventory()).isEmpty();
    }

    @ParameterizedTest(name = "{5}: {6}")
    @CsvSource({
        "demo, https://other, web, pods.eks.amazonaws.com, 600, InvalidTokenException, not issued by the cluster",
        "demo, " + ISSUER + ", web, sts.amazonaws.com, 600, InvalidTokenException, has no audience",
        "demo, " + ISSUER + ", web, pods.eks.amazonaws.com, -1, ExpiredTokenException, has expired",
        "demo, " + ISSUER + ", db, pods.eks.amazonaws.com, 600, ResourceNotFoundException, No association found",
        "none, " + ISSUER + ", web, pods.eks.amazonaws.com, 600, ResourceNotFoundException, No cluster found"
    })
    void tokenThatIsNotFit_isRefused(
            String cluster, String issuer, String account, String audience, long life, String code, String text) {
        assertThatThrownBy(() -> eksAuth.assumeRoleForPodIdentity(
                        q -> q.clusterName(cluster).token(token(issuer, account, audience, life))))
                .isInstanceOfSatisfying(
                        EksAuthException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    private String token(String issuer, String account, String audience, long seconds) {
        Instant expires = calls.world().now().plusSeconds(seconds);
        String claims = """
                {"iss":"%s","sub":"system:serviceaccount:api:%s","aud":["%s"],"exp":%d,
                 "kubernetes.io":{"namespace":"api","pod":{"name":"pod-1","uid":"u-1"}}}
                """.formatted(issuer, account, audience, expires.getEpochSecond());
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
