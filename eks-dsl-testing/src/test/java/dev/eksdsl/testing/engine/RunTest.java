package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Runs as such: cancelled, beside each other, and repeated. */
class RunTest {

    private static final EksClusterSpec SPEC = Clusters.production();

    @Test
    void cancelledRun_reportsWhatWasNotDoneAndIsGoneOnWith() {
        try (Life life = Life.empty()) {
            AtomicReference<ApplyHandle> handle = new AtomicReference<>();
            handle.set(life.eks.start(life.eks.plan(SPEC), event -> {
                if (event instanceof ProgressEvent.StepWaiting waiting
                        && waiting.step().resource().kind().equals("cluster")) {
                    handle.get().cancel();
                }
            }));
            Report report = life.aws.clock().await(handle.get().completion());

            assertThat(report.isSuccess()).isFalse();
            assertThat(report.failures()).isEmpty();
            assertThat(report.count(Outcome.CANCELLED)).isPositive();
            assertThat(report.results())
                    .filteredOn(result -> result.step().resource().kind().equals("cluster"))
                    .extracting(result -> result.outcome() + " " + result.reason())
                    .singleElement()
                    .asString()
                    .matches("CANCELLED cancelled under way after \\d+s; last status CREATING");
            long mark = life.aws.calls().mark();
            life.aws.clock().advance(Duration.ofMinutes(5));
            assertThat(life.aws.calls().since(mark).list()).isEmpty();

            assertThat(Life.steps(life.eks.plan(SPEC))).contains("+ cluster/production");
            life.assertConverges(life.eks.plan(SPEC), SPEC);
        }
    }

    @Test
    void secondSession_buildsAnotherClusterAtTheSameTime() {
        EksClusterSpec other = Eks.cluster("staging", c -> c.version("1.35").nodeGroup("workers"));
        try (Life life = Life.empty()) {
            EksSession second = life.aws.session();
            ApplyHandle one = life.eks.start(life.eks.plan(Clusters.small().spec()), event -> {});
            ApplyHandle two = second.start(second.plan(other), event -> {});
            life.aws.clock().await(one.completion()).orThrow();
            life.aws.clock().await(two.completion()).orThrow();

            assertThat(life.eks.plan(Clusters.small().spec()).isEmpty()).isTrue();
            assertThat(life.eks.plan(other).isEmpty()).isTrue();
            second.destroy("staging").orThrow();
            assertThat(life.eks.plan(Clusters.small().spec()).isEmpty()).isTrue();
        }
    }

    @Test
    void sameSeed_givesTheSameCallsAndIds() {
        assertThat(run(7)).isEqualTo(run(7));
        assertThat(run(7)).isNotEqualTo(run(8));
    }

    private static List<String> run(long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).build()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            return aws.calls().list().stream()
                    .map(call -> call.at() + " " + call.operation() + " " + call.outcome() + " " + call.request())
                    .toList();
        }
    }
}
