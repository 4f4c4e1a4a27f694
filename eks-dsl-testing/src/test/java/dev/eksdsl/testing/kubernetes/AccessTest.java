package dev.eksdsl.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.kubernetes.KubernetesCluster.AccessFacts;
import dev.eksdsl.testing.kubernetes.api.KubernetesApi.Answer;
import dev.eksdsl.testing.wire.WireRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in, and what they may do. */
class AccessTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";

    private final TestCluster test = new TestCluster();

    private int call(String method, String path, String authorization) {
        Map<String, List<String>> headers =
                authorization.isEmpty() ? Map.of() : Map.of("Authorization", List.of(authorization));
        int[] status = new int[1];
        test.cluster.api().handle(new WireRequest(method, path, "", headers, new byte[0]), new Answer() {
            @Override
            public void begin(int code, Map<String, String> ignored) {
                status[0] = code;
            }

            @Override
            public void write(byte[] bytes) {}

            @Override
            public void end() {}

            @Override
            public void onClosed(Runnable action) {}
        });
        return status[0];
    }

    private String token() {
        return "Bearer " + Tokens.of(test.world.now());
    }

    private void entry(String group, String... policies) {
        test.cluster.access(List.of(new AccessFacts(
                "arn:aws:iam::123456789012:role/team/deployer",
                "deployer:{{SessionName}}",
                group.isEmpty() ? List.of() : List.of(group),
                List.of(policies))));
    }

    @Test
    void tokenOfAPrincipalWithAnEntry_isAccepted_evenIfTheRoleHasAPath() {
        entry("", "AmazonEKSClusterAdminPolicy");

        assertThat(call("GET", PODS, token())).isEqualTo(200);
    }

    @Test
    void tokenIsGoodForFifteenMinutes() {
        String token = token();

        test.pass(Duration.ofMinutes(15));
        assertThat(call("GET", PODS, token)).isEqualTo(200);

        test.pass(Duration.ofSeconds(1));
        assertThat(call("GET", PODS, token)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "sts.eu-west-1.amazonaws.com, AKIADEPLOYER, host;x-k8s-aws-id, 200",
        "sts.amazonaws.com,           AKIADEPLOYER, host;x-k8s-aws-id, 200",
        "sts.evil.example.com,        AKIADEPLOYER, host;x-k8s-aws-id, 401",
        "sts.eu-west-1.amazonaws.com, AKIADEPLOYER, host,              401",
        "sts.eu-west-1.amazonaws.com, AKIASTRANGER, host;x-k8s-aws-id, 401"
    })
    void token_isJudgedByItsHostItsHeadersAndItsSigner(String host, String key, String headers, int status) {
        String token = Tokens.token(host, key, test.world.now(), headers);

        assertThat(call("GET", PODS, "Bearer " + token)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Bearer nonsense", "Bearer k8s-aws-v1.***", "Basic YTpi", "Bearer k8s-aws-v1.bm90IGEgdXJs"})
    void anythingElse_isUnauthorized(String authorization) {
        assertThat(call("GET", PODS, authorization)).isEqualTo(401);
    }

    @Test
    void callerWithoutAToken_mayOnlySeeTheVersion() {
        assertThat(call("GET", "/version", "")).isEqualTo(200);
        assertThat(call("GET", PODS, "")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonEKSClusterAdminPolicy, GET,    /api/v1/nodes,                              200",
        "AmazonEKSAdminPolicy,        GET,    /api/v1/nodes,                              403",
        "AmazonEKSAdminPolicy,        GET,    /api/v1/namespaces/default/secrets,         200",
        "AmazonEKSEditPolicy,         DELETE, /api/v1/namespaces/default/pods/p,          404",
        "AmazonEKSViewPolicy,         DELETE, /api/v1/namespaces/default/pods/p,          403",
        "AmazonEKSViewPolicy,         GET,    /apis/apps/v1/namespaces/default/deployments, 200",
        "AmazonEKSViewPolicy,         GET,    /api/v1/namespaces/default/secrets,         403",
        "AmazonEKSAdminViewPolicy,    GET,    /api/v1/namespaces/default/secrets,         200",
        "AmazonEKSAutoNodePolicy,     GET,    /api/v1/namespaces/default/pods,            403"
    })
    void accessPolicy_permitsWhatItsNameSays(String policy, String method, String path, int status) {
        entry("", policy);

        assertThat(call(method, path, token())).isEqualTo(status);
    }

    @Test
    void groupOfTheEntry_isBoundByRbac_inItsNamespaceOnly() {
        entry("readers");
        assertThat(call("GET", PODS, token())).isEqualTo(403);
        String rbac = ".rbac.authorization.k8s.io";
        test.create("roles" + rbac, """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: default}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
                """);
        test.create("rolebindings" + rbac, """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: readers, namespace: default}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: readers}]
                """);

        assertThat(call("GET", PODS, token())).isEqualTo(200);
        assertThat(call("DELETE", PODS + "/p", token())).isEqualTo(403);
        assertThat(call("GET", "/api/v1/namespaces/kube-system/pods", token())).isEqualTo(403);
    }

    @Test
    void groupSystemMasters_mayDoEverything() {
        entry("system:masters");

        assertThat(call("GET", "/api/v1/nodes", token())).isEqualTo(200);
    }
}
