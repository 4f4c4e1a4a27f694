package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.resource.Declared;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the engine does with the causes that a kind finds. */
class DiagnosisTest {

    private static final List<String> CAUSES = List.of("the lid is shut: open it", "it is dark: light a lamp");

    private final World world = new World();
    private final ThingType box = world.kind("box");

    private void failsForGood(String name) {
        world.fails(name, 1, () -> Refusals.of("Make", "InvalidParameterException", "no"));
    }

    @Test
    void failure_isToldAtOnceAndItsCausesBehindIt() {
        failsForGood("a");
        world.knows("a", () -> CAUSES);
        Declared<ThingSpec> a = box.wish("a");

        Report report = world.apply(a, box.wish("b", a));

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("Make failed: InvalidParameterException: no (request id r-1)");
            assertThat(failure.causes()).isEqualTo(CAUSES);
        });
        assertThat(report).hasToString("""
                shop: 1 failed, 1 skipped · 0s
                  ✗ box/a: Make failed: InvalidParameterException: no (request id r-1)
                    → the lid is shut: open it
                    → it is dark: light a lamp
                  · box/b: skipped because box/a failed""");
        assertThat(names())
                .containsExactly(
                        "Started", "Expected", "StepStarted", "StepFailed", "StepSkipped", "StepDiagnosed", "Finished");
    }

    @Test
    void nothingKnown_nothingTold() {
        failsForGood("a");

        assertThat(world.apply(box.wish("a")).failures().get(0).causes()).isEmpty();
        assertThat(diagnosed()).isEmpty();
    }

    @Test
    void diagnosisThatFails_leavesTheFailureAsItWas() {
        failsForGood("a");
        world.knows("a", () -> {
            throw new IllegalStateException("a fault of the kind");
        });

        Report report = world.apply(box.wish("a"), box.wish("b"));

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).contains("InvalidParameterException");
            assertThat(failure.causes()).isEmpty();
        });
        assertThat(report.count(Outcome.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void diagnosisThatIsThrottledForEver_holdsUpNothingButTheEndAndThatNotLong() {
        failsForGood("a");
        world.knows("a", () -> {
            throw Refusals.of("Describe", "ThrottlingException", "slower");
        });
        world.takes("b", Duration.ZERO).takes("c", Duration.ZERO);
        Declared<ThingSpec> b = box.wish("b");

        Report report = world.apply(box.wish("a"), b, box.wish("c", b));

        assertThat(world.span("create box/c").start()).isLessThan(Duration.ofSeconds(30));
        assertThat(report.took()).isEqualTo(Duration.ofMinutes(1));
        int looks = world.reads.size();
        world.time.advance(Duration.ofHours(2));
        assertThat(world.reads).hasSize(looks);
    }

    @Test
    void overdueStep_isLookedIntoOnceWhileItGoesOn() {
        world.takes("a", Duration.ofMinutes(20)).knows("a", () -> CAUSES);

        Report report = world.apply(box.wish("a"), box.wish("quick"));

        assertThat(report.isSuccess()).isTrue();
        assertThat(world.reads).containsOnlyOnce("diagnose a").doesNotContain("diagnose quick");
        assertThat(diagnosed()).singleElement().satisfies(event -> {
            assertThat(event.causes()).isEqualTo(CAUSES);
            assertThat(Duration.between(World.START, event.at()))
                    .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        });
    }

    @Test
    void overdueStepThatTimesOut_isLookedIntoAgain() {
        world.takes("a", Duration.ofHours(3)).knows("a", () -> CAUSES);

        Report report = world.apply(box.wish("a"));

        assertThat(diagnosed()).hasSize(2);
        assertThat(report.failures().get(0).causes()).isEqualTo(CAUSES);
    }

    @Test
    void cancelDuringDiagnosis_reportsAtOnce() {
        failsForGood("a");
        world.knows("a", () -> {
            throw Refusals.of("Describe", "ThrottlingException", "slower");
        });
        ApplyHandle run = world.start(world.plan(box.wish("a")));
        world.time.advance(Duration.ofSeconds(10));

        run.cancel();

        assertThat(run.completion()).isDone();
        assertThat(run.completion().join().count(Outcome.FAILED)).isEqualTo(1);
    }

    @Test
    void errorInDiagnosis_killsTheRun() {
        failsForGood("a");
        world.takes("b", Duration.ofMinutes(1)).knows("a", () -> {
            throw new AssertionError("dead");
        });
        ApplyHandle run = world.start(world.plan(box.wish("a"), box.wish("b")));

        assertThatThrownBy(() -> world.time.advance(Duration.ofHours(1))).hasMessage("dead");
        world.time.advance(Duration.ofHours(1));

        assertThat(world.made()).isEmpty();
        assertThatThrownBy(() -> run.completion().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    private List<String> names() {
        return world.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private List<ProgressEvent.StepDiagnosed> diagnosed() {
        return world.events.stream()
                .filter(ProgressEvent.StepDiagnosed.class::isInstance)
                .map(ProgressEvent.StepDiagnosed.class::cast)
                .toList();
    }
}
