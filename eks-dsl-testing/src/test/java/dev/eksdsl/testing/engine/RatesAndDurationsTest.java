package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.throttle.RateLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static Duration life(long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).drawnDurations().build()) {
            EksSession eks = aws.session();
            assertThat(eks.apply(eks.plan(SPEC)).isSuccess()).isTrue();
            assertThat(Life.steps(eks.plan(SPEC))).isEmpty();
            assertThat(eks.apply(eks.planDestroy(Clusters.NAME)).isSuccess()).isTrue();
            return aws.clock().elapsed();
        }
    }
}
