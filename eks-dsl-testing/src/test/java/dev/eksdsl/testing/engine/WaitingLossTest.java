package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.waiting.HazardLooks;
import dev.eksdsl.waiting.LookPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How much later a plan ends since nobody tells when AWS is done, and how many looks that takes: over lives of the seed's cluster,
 * each with durations of its own. The same life with a look every half second where the plan's end hangs on it is the bound. What AWS takes for
 * each resource is drawn by its name, so both have the same. In virtual time, so it is the same on every machine.
 */
class WaitingLossTest {

    private static final int LIVES = 20;
    private static final double MOST_LOSS = 1.025;
    private static final double MOST_LOOKS = 75;

    private static final Duration OFTEN = Duration.ofMillis(500);

    private static final EksClusterSpec BEFORE = Clusters.seed().spec();
    private static final EksClusterSpec AFTER = Clusters.seed().version("1.36").spec();

    private static final List<Life> BOUNDS = new ArrayList<>();
    private static final List<Life> LIVED = new ArrayList<>();

    private record Way(double seconds, int looks) {}

    private record Life(Way apply, Way change, Way destroy) {}

    @BeforeAll
    static void live() {
        LongStream.rangeClosed(1, LIVES).forEach(seed -> {
            BOUNDS.add(life(
                    seed,
                    wait -> wait.slack().isZero() ? OFTEN : longer(wait.slack().dividedBy(2))));
            LIVED.add(life(seed, new HazardLooks()));
        });
    }

    @Test
    void apply_losesLittle_withFewLooks() {
        assertNearBound(Life::apply);
    }

    @Test
    void newVersionOfEveryNodeGroup_losesLittle_withFewLooks() {
        assertNearBound(Life::change);
    }

    @Test
    void destroy_losesLittle_withFewLooks() {
        assertNearBound(Life::destroy);
    }

    private static void assertNearBound(Function<Life, Way> part) {
        double loss = 0;
        double looks = 0;
        for (int life = 0; life < LIVES; life++) {
            Way lived = part.apply(LIVED.get(life));
            loss += lived.seconds() / part.apply(BOUNDS.get(life)).seconds() / LIVES;
            looks += (double) lived.looks() / LIVES;
        }
        assertThat(loss).as("time over the bound").isBetween(1.0, MOST_LOSS);
        assertThat(looks).as("looks").isBetween(10.0, MOST_LOOKS);
    }

    private static Life life(long seed, LookPolicy policy) {
        try (FakeAws aws = FakeAws.builder().seed(seed).drawnDurations().build()) {
            EksSession eks = aws.session(settings -> settings.part(LookPolicy.class, policy));
            return new Life(
                    way(eks, eks.plan(BEFORE)), way(eks, eks.plan(AFTER)), way(eks, eks.planDestroy(Clusters.NAME)));
        }
    }

    /** Each time that something is not done yet, it is looked at once more. */
    private static Way way(EksSession eks, Plan plan) {
        AtomicInteger looks = new AtomicInteger();
        Report report = eks.apply(plan, event -> looks.addAndGet(event instanceof ProgressEvent.StepWaiting ? 1 : 0))
                .orThrow();
        return new Way(report.took().toMillis() / 1000.0, looks.get());
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(OFTEN) > 0 ? pause : OFTEN;
    }
}
