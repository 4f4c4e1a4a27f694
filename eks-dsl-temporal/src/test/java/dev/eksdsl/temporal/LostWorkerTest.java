package dev.eksdsl.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker is lost in the middle of an apply, with all that it knew; another one, with a new session, goes on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LostWorkerTest {

    /** In real time: while an attempt has no answer, the test server skips no time. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static Map<String, Long> undisturbed;

    @BeforeAll
    static void applyInOneProcess() {
        try (FakeAws aws = FakeAws.create();
                EksSession eks = aws.session()) {
            eks.apply(eks.plan(Specs.small())).orThrow();
            undisturbed = Specs.counts(aws.inventory());
        }
    }

    static Stream<Arguments> points() {
        return Stream.of(
                point("after CreateVpc", faults -> faults.crashAfter("CreateVpc")),
                point("after CreateCluster", faults -> faults.crashAfter("CreateCluster")),
                point("after CreateNodegroup", faults -> faults.crashAfter("CreateNodegroup")));
    }

    private static Arguments point(String name, Consumer<Faults> crash) {
        return Arguments.of(name, crash);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void workerLostInTheMiddleOfACall_anotherGoesOn(String name, Consumer<Faults> crash) throws Exception {
        try (Surroundings surroundings = new Surroundings();
                EksSession eks = surroundings.aws().session()) {
            Plan plan = eks.plan(Specs.small());
            crash.accept(surroundings.aws().faults());
            WorkerProcess first = surroundings.worker();
            CompletableFuture<PlanResult> result = surroundings.resultOf(surroundings.start(eks, plan, ATTEMPT));
            first.awaitDeath();

            surroundings.worker();

            verifyWhole(surroundings, eks, result.join());
        }
    }

    @Test
    void workerLostWhileAwsIsAtWork_anotherGoesOn() throws Exception {
        try (Surroundings surroundings = new Surroundings();
                EksSession eks = surroundings.aws().session()) {
            Plan plan = eks.plan(Specs.small());
            surroundings
                    .aws()
                    .faults()
                    .on("DescribeCluster")
                    .after(Duration.ofMinutes(5))
                    .crashBefore();
            WorkerProcess first = surroundings.worker();
            CompletableFuture<PlanResult> result = surroundings.resultOf(surroundings.start(eks, plan, ATTEMPT));
            first.awaitDeath();

            surroundings.worker();

            verifyWhole(surroundings, eks, result.join());
        }
    }

    private static void verifyWhole(Surroundings surroundings, EksSession eks, PlanResult result) {
        assertThat(result.success()).as(result.text()).isTrue();
        assertThat(surroundings.aws().faults().isUsedUp()).isTrue();
        assertThat(Specs.counts(surroundings.aws().inventory())).isEqualTo(undisturbed);
        assertThat(eks.plan(Specs.small()).isEmpty()).isTrue();
    }
}
