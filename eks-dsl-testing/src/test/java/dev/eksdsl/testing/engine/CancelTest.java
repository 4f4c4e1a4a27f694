package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.Snapshot;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that are cancelled while a call hangs, on real threads: the fake's time passes 6,000 times as fast. */
@Timeout(120)
class CancelTest {

    private static final EksClusterSpec SPEC = Clusters.small().spec();
    private static final double SPEED = 6000;

    /** Cancelling stops within seconds; a machine that does much else may take longer. */
    private static final long SOON = 20;

    @Test
    void cancelWhileACallHangs_reportsAtOnceAndIsGoneOnWith() throws Exception {
        try (FakeAws aws = FakeAws.builder().realTime(SPEED).build()) {
            HangingCalls calls = HangingCalls.of(aws.httpClient(), "POST", "/clusters");
            EksSession eks = aws.session(session -> session.httpClient(calls));
            ApplyHandle run = eks.start(eks.plan(SPEC));
            calls.awaitCall();

            run.cancel();
            Report report = run.completion().get(SOON, TimeUnit.SECONDS);

            assertCancelled(report);
            calls.letGo();
            assertGoesOn(aws);
        }
    }

    @Test
    void interruptWhileACallHangs_reportsAtOnceAndIsGoneOnWith() throws Exception {
        try (FakeAws aws = FakeAws.builder().realTime(SPEED).build()) {
            HangingCalls calls = HangingCalls.of(aws.httpClient(), "POST", "/clusters");
            EksSession eks = aws.session(session -> session.httpClient(calls));
            AtomicBoolean flag = new AtomicBoolean();
            Waiting waiting = Waiting.start(() -> {
                Report report = eks.apply(eks.plan(SPEC));
                flag.set(Thread.currentThread().isInterrupted());
                return report;
            });
            calls.awaitCall();

            Report report = waiting.interrupted();

            assertThat(flag).isTrue();
            assertCancelled(report);
            calls.letGo();
            assertGoesOn(aws);
        }
    }

    @Test
    void interruptWhileADeletionHangs_reportsAtOnceAndIsGoneOnWith() throws Exception {
        try (Life built = Life.of(SPEC);
                FakeAws aws = from(built.aws.snapshot())) {
            HangingCalls calls = HangingCalls.of(aws.httpClient(), "DELETE", "/node-groups/workers");
            EksSession eks = aws.session(session -> session.httpClient(calls));
            Waiting waiting = Waiting.start(() -> eks.destroy(Clusters.NAME));
            calls.awaitCall();

            Report report = waiting.interrupted();

            assertThat(report.isSuccess()).isFalse();
            assertThat(result(report, "nodegroup/workers").reason())
                    .matches("cancelled under way after .*; AWS has not answered yet");
            assertThat(report.results().stream()
                            .filter(result -> result.step().resource().kind().equals("vpc"))
                            .map(StepResult::reason))
                    .containsExactly("cancelled before it began");
            calls.letGo();
            aws.session().destroy(Clusters.NAME).orThrow();
        }
    }

    private static FakeAws from(Snapshot snapshot) {
        return FakeAws.builder().from(snapshot).realTime(SPEED).build();
    }

    private static void assertCancelled(Report report) {
        StepResult cluster = result(report, "cluster/" + Clusters.NAME);
        assertThat(cluster.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(cluster.reason()).matches("cancelled under way after .*; AWS has not answered yet");
        StepResult nodes = result(report, "nodegroup/workers");
        assertThat(nodes.reason()).isEqualTo("cancelled before it began");
        assertThat(report.count(Outcome.SUCCEEDED)).isPositive();
        assertThat(report.count(Outcome.FAILED)).isZero();
    }

    /** What the call that hung has made is found; one of each kind is there in the end. */
    private static void assertGoesOn(FakeAws aws) {
        EksSession again = aws.session();
        applyAgain(again);
        assertThat(again.plan(SPEC).isEmpty()).isTrue();
        try (Life clean = Life.of(SPEC)) {
            assertThat(Shapes.of(aws)).isEqualTo(Shapes.of(clean.aws));
        }
    }

    /** Calls that were under way beside the one that hung come to their end on AWS, between plan and apply as it may be. */
    private static void applyAgain(EksSession eks) {
        for (int i = 0; i < 20; i++) {
            try {
                eks.apply(eks.plan(SPEC)).orThrow();
                return;
            } catch (StalePlanException movedMeanwhile) {
                // what anybody does who is told to plan again
            }
        }
        eks.apply(eks.plan(SPEC)).orThrow();
    }

    private static StepResult result(Report report, String step) {
        return report.results().stream()
                .filter(result -> result.step().id().text().equals(step))
                .findFirst()
                .orElseThrow();
    }

    /** A thread that waits for a run. */
    private record Waiting(Thread thread, CompletableFuture<Report> report) {

        static Waiting start(Callable<Report> run) {
            CompletableFuture<Report> report = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    report.complete(run.call());
                } catch (Exception | Error e) {
                    report.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Waiting(thread, report);
        }

        Report interrupted() throws InterruptedException, ExecutionException, TimeoutException {
            thread.interrupt();
            return report.get(SOON, TimeUnit.SECONDS);
        }
    }
}
