package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.throttle.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Whole runs while AWS throttles, and while it takes as long as it happens to. */
class RatesAndDurationsTest {

    private static final EksClusterSpec SPEC = Clusters.production();

    @Test
    void apply_succeedsWithinAwssRates() {
        try (FakeAws aws = FakeAws.builder().rateLimits().build()) {
            EksSession eks = aws.session();

            assertThat(eks.apply(eks.plan(SPEC)).isSuccess()).isTrue();
            assertThat(Life.steps(eks.plan(SPEC))).isEmpty();
            assertThat(eks.apply(eks.planDestroy(Clusters.NAME)).isSuccess()).isTrue();
        }
    }

    @Test
    void apply_waitsWhereItIsThrottled() {
        try (FakeAws aws = FakeAws.create()) {
            RateLimits limits = aws.rateLimits();
            limits.set("eks", "CreateNodegroup", 1, 0.05).set("iam", "AttachRolePolicy", 1, 0.5);
            EksSession eks = aws.session();

            assertThat(eks.apply(eks.plan(SPEC)).isSuccess()).isTrue();
            assertThat(aws.calls().that(call -> call.errorCode().isPresent()).list())
                    .extracting(Call::error)
                    .contains("ThrottlingException", "Throttling");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void drawnDurations_buildAndRemoveTheSame_inAnotherTime(long seed) {
        assertThat(life(seed)).isEqualTo(life(seed)).isNotEqualTo(life(seed + 1));
    }

    @Test
    void drawnDurations_ofNodeGroups_areTheSameInAnotherOrder() {
        assertThat(nodeGroups("one", "two"))
                .isEqualTo(nodeGroups("two", "one"))
                .extractingByKeys("one", "two")
                .doesNotHaveDuplicates();
    }

    private static Duration life(long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).drawnDurations().build()) {
            EksSession eks = aws.session();
            assertThat(eks.apply(eks.plan(SPEC)).isSuccess()).isTrue();
            assertThat(Life.steps(eks.plan(SPEC))).isEmpty();
            assertThat(eks.apply(eks.planDestroy(Clusters.NAME)).isSuccess()).isTrue();
            return aws.clock().elapsed();
        }
    }

    /** How long each takes until it is ACTIVE, made in this order beside a cluster's first. */
    private static Map<String, Duration> nodeGroups(String... names) {
        try (FakeAws aws = FakeAws.builder().seed(3).drawnDurations().build()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Clusters.small().spec())).orThrow();
            EksClient client = aws.eksClient();
            Nodegroup first = group(client, "workers");
            for (String name : names) {
                client.createNodegroup(q -> q.clusterName(Clusters.NAME)
                        .nodegroupName(name)
                        .nodeRole(first.nodeRole())
                        .subnets(first.subnets()));
            }
            Duration before = aws.clock().elapsed();
            Map<String, Duration> took = new TreeMap<>();
            while (took.size() < names.length) {
                aws.clock().advanceToNext();
                for (String name : names) {
                    if (group(client, name).status() == NodegroupStatus.ACTIVE) {
                        took.putIfAbsent(name, aws.clock().elapsed().minus(before));
                    }
                }
            }
            return took;
        }
    }

    private static Nodegroup group(EksClient client, String name) {
        return client.describeNodegroup(q -> q.clusterName(Clusters.NAME).nodegroupName(name))
                .nodegroup();
    }
}
