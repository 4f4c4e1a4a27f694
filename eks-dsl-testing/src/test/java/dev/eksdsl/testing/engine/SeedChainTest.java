package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.testing.FakeAws;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The declaration as it was written for Kubernetes 1.29: in its time it works, today each part that is out of date is told. */
class SeedChainTest {

    private static final EksClusterSpec SEED = Eks.cluster("production")
            .version("1.29")
            .nodeGroup("api-workers", ng -> {
                Clusters.apiWorkers(ng);
                ng.amiType("AL2_x86_64");
            })
            .fargate(
                    "api-namespace",
                    fp -> fp.selector("api", "workload", "serverless").selector("default"))
            .addon("coredns", "v1.11.1-eksbuild.4")
            .addon("aws-ebs-csi-driver")
            .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
            .spec();

    @Test
    void inItsTime_isBuiltAndThenLeftAlone() {
        try (FakeAws aws = at("2024-03-01")) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SEED)).orThrow();

            assertThat(eks.plan(SEED)).hasToString("production (us-east-1, 123456789012): no changes");
            assertThat(aws.eksClient()
                            .describeAddon(q -> q.clusterName("production").addonName("coredns"))
                            .addon()
                            .addonVersion())
                    .isEqualTo("v1.11.1-eksbuild.4");
        }
    }

    @Test
    void afterItsTime_allThatIsOutOfDateIsToldAtOnce() {
        try (FakeAws aws = at("2026-11-22")) {
            EksSession eks = aws.session();
            assertThatThrownBy(() -> eks.plan(SEED))
                    .isInstanceOf(InvalidSpecException.class)
                    .asInstanceOf(type(InvalidSpecException.class))
                    .satisfies(e -> assertThat(e.problems())
                            .extracting(Problem::code)
                            .containsExactlyInAnyOrder("EKS-V01", "EKS-N01", "EKS-A02"))
                    .satisfies(e -> Golden.assertSame(e.getMessage(), "seed-out-of-date.txt"));
            assertThat(aws.calls().writes().list()).isEmpty();
        }
    }

    private static FakeAws at(String date) {
        return FakeAws.builder().calendar(LocalDate.parse(date)).build();
    }
}
