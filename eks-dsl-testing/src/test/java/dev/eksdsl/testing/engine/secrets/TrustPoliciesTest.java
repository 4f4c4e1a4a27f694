package dev.eksdsl.testing.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;

/** Who may assume the roles that are made: nobody on behalf of another cluster, and no other pod. */
class TrustPoliciesTest {

    @Test
    void everyRole_isPinnedToThisCluster_exceptThatOfNodes() throws Exception {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Eks.cluster("production")
                            .version("1.35")
                            .nodeGroup("workers")
                            .fargate("pods", fp -> fp.selector("serverless"))
                            .addon("aws-ebs-csi-driver")
                            .irsa("api", "account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                            .spec()))
                    .orThrow();

            Map<String, String> conditions = new TreeMap<>();
            for (Role role :
                    aws.iamClient().listRoles(r -> r.pathPrefix("/eks-dsl/")).roles()) {
                conditions.put(role.roleName(), condition(role));
            }

            String issuer = eks.plan(Eks.cluster("production").version("1.35").spec())
                    .step("cluster/production")
                    .orElseThrow()
                    .state()
                    .orElseThrow()
                    .toString()
                    .replaceFirst("(?s).*https://(oidc[^,\\]]*).*", "$1");
            assertThat(conditions)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "production.us-east-1.cluster",
                            "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:eks:us-east-1:123456789012:cluster/production\"}}",
                            "production.us-east-1.fargate",
                            "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:eks:us-east-1:123456789012:fargateprofile/production/*\"}}",
                            "production.us-east-1.node",
                            "",
                            "production.us-east-1.addon-aws-ebs-csi-driver" + suffix(conditions, "addon"),
                            serviceAccount(issuer, "kube-system:ebs-csi-controller-sa"),
                            "production.us-east-1.irsa-api-account" + suffix(conditions, "irsa"),
                            serviceAccount(issuer, "api:account")));
        }
    }

    private static String serviceAccount(String issuer, String subject) {
        return "{\"StringEquals\":{\"%s:aud\":\"sts.amazonaws.com\",\"%s:sub\":\"system:serviceaccount:%s\"}}"
                .formatted(issuer, issuer, subject);
    }

    /** The hash at the end of a role's name. */
    private static String suffix(Map<String, String> names, String purpose) {
        String name = names.keySet().stream()
                .filter(each -> each.contains("." + purpose + "-"))
                .findFirst()
                .orElseThrow();
        return name.substring(name.lastIndexOf('-'));
    }

    private static String condition(Role role) throws Exception {
        String trust = URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
        JsonNode statement = new ObjectMapper().readTree(trust).path("Statement");
        return (statement.isArray() ? statement.path(0) : statement)
                .path("Condition")
                .toString();
    }
}
