package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.aws.Refusals;
import dev.eksdsl.execute.ApplyFailedException;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.execute.StepTimeoutException;
import dev.eksdsl.model.Input;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World();
    private final ThingType box = world.kind("box");

    @Test
    void chain_oneAfterTheOther() {
        Declared<ThingSpec> a = box.wish("a");
        Declared<ThingSpec> b = box.wish("b", a);
        Declared<ThingSpec> c = box.wish("c", b);

        Report report = world.apply(c, b, a);

        assertThat(report.isSuccess()).isTrue();
        assertThat(world.made()).containsExactly("create box/a", "create box/b", "create box/c");
        assertThat(world.span("create box/b").from())
                .isEqualTo(world.span("create box/a").to());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 200})
    void things_withoutOrder_madeAtOnce(int count) {
        Declared<?>[] things =
                IntStream.range(0, count).mapToObj(i -> box.wish("t" + i)).toArray(Declared[]::new);

        Report report = world.apply(things);

        assertThat(report.count(Outcome.SUCCEEDED)).isEqualTo(count);
        assertThat(world.spans).allSatisfy(span -> assertThat(span.start()).isZero());
    }

    @Test
    void diamond_middleAtOnceAndEndAfterTheSlower() {
        Declared<ThingSpec> top = box.wish("top");
        Declared<ThingSpec> left = box.wish("left", top);
        Declared<ThingSpec> right = box.wish("right", top);
        world.takes("right", MINUTE);

        world.apply(top, left, right, box.wish("end", left, right));

        assertThat(world.span("create box/left").overlaps(world.span("create box/right")))
                .isTrue();
        assertThat(world.span("create box/end").from())
                .isEqualTo(world.span("create box/right").to());
    }

    @Test
    void lane_oneAtATimeInAnyShape() {
        ThingType slide = world.oneAtATime("slide");
        Declared<?>[] things = IntStream.range(0, 20)
                .mapToObj(i -> i % 3 == 0 ? box.wish("b" + i) : slide.wish("s" + i))
                .toArray(Declared[]::new);

        assertThat(world.apply(things).isSuccess()).isTrue();

        List<World.Span> inLane =
                world.spans.stream().filter(s -> s.id().kind().equals("slide")).toList();
        assertThat(inLane).hasSize(13);
        inLane.forEach(one -> assertThat(inLane.stream().filter(one::overlaps)).containsExactly(one));
    }

    @Test
    void failureInLane_nextStillRuns() {
        ThingType slide = world.oneAtATime("slide");
        world.fails("a", 1, () -> Refusals.of("Make", "InvalidParameterException", "no"));

        Report report = world.apply(slide.wish("a"), slide.wish("b"));

        assertThat(outcomes(report)).containsExactly("slide/a FAILED", "slide/b SUCCEEDED");
    }

    @Test
    void failure_skipsOnlyWhatNeedsItAndNamesTheRoot() {
        Declared<ThingSpec> a = box.wish("a");
        Declared<ThingSpec> b = box.wish("b", a);
        Declared<ThingSpec> c = box.wish("c", b);
        Declared<ThingSpec> other = box.wish("other");
        world.fails("a", 1, () -> Refusals.of("MakeBox", "InvalidParameterException", "too round"));

        Report report = world.apply(a, b, c, other, box.wish("last", other));

        assertThat(outcomes(report))
                .containsExactlyInAnyOrder(
                        "box/a FAILED", "box/b SKIPPED", "box/c SKIPPED", "box/other SUCCEEDED", "box/last SUCCEEDED");
        assertThat(reason(report, "box/c")).isEqualTo("skipped because box/a failed");
        assertThat(reason(report, "box/a"))
                .isEqualTo("MakeBox failed: InvalidParameterException: too round (request id r-1)");
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(ApplyFailedException.class)
                .hasMessageStartingWith("shop: 2 created, 1 failed, 2 skipped")
                .cause()
                .hasMessageContaining("too round");
    }

    @Test
    void passingFailure_triedAgainUntilItPasses() {
        world.fails("a", 3, () -> Refusals.of("CreateCluster", "ThrottlingException", "slower"));

        Report report = world.apply(box.wish("a"));

        assertThat(report.isSuccess()).isTrue();
        assertThat(world.events.stream().filter(ProgressEvent.StepRetried.class::isInstance))
                .hasSize(3)
                .allSatisfy(event ->
                        assertThat(((ProgressEvent.StepRetried) event).why()).isEqualTo("AWS asks to slow down"));
    }

    @Test
    void failureThatDoesNotPassInItsTime_finalWithAwsWords() {
        world.fails(
                "a",
                Integer.MAX_VALUE,
                () -> Refusals.of("CreateCluster", "ResourcePropagationDelayException", "wait"));

        Report report = world.apply(box.wish("a"));

        assertThat(outcomes(report)).containsExactly("box/a FAILED");
        assertThat(reason(report, "box/a")).contains("ResourcePropagationDelayException: wait");
        assertThat(report.took()).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(160));
    }

    @Test
    void stepPastItsDeadline_failsWithWhatWasLastSeen() {
        world.takes("a", Duration.ofHours(3));

        Report report = world.apply(box.wish("a"), box.wish("b"));

        assertThat(outcomes(report)).containsExactly("box/a FAILED", "box/b SUCCEEDED");
        assertThat(report.failures().get(0).failure()).containsInstanceOf(StepTimeoutException.class);
        assertThat(report.toString().lines().skip(1))
                .containsExactly(
                        "  ✗ box/a: box/a was not done after 30m (usual: 2m); last status WORKING. AWS",
                        "      may still be at work: plan again to see how far it is, and apply to go on;",
                        "      Deadlines.standard().with(\"box\", ...) gives it longer");
    }

    @Test
    void cancel_reportAtOnceAndNoFurtherCall() {
        Declared<ThingSpec> a = box.wish("a");
        world.takes("a", Duration.ofMinutes(3));
        ApplyHandle run = world.start(world.plan(a, box.wish("b", a), box.wish("quick")));
        world.time.advance(Duration.ofSeconds(100));

        run.cancel();

        assertThat(run.completion()).isDone();
        assertThat(outcomes(run.completion().join()))
                .containsExactlyInAnyOrder("box/a CANCELLED", "box/quick SUCCEEDED", "box/b CANCELLED");
        world.time.advance(Duration.ofHours(1));
        assertThat(world.made()).containsExactly("create box/quick");
    }

    @Test
    void cancelledRun_saysWhatWasUnderWayAndWhatNeverBegan() {
        Declared<ThingSpec> a = box.wish("a");
        world.takes("a", Duration.ofMinutes(3));
        ApplyHandle run = world.start(world.plan(a, box.wish("b", a), box.wish("quick")));
        world.time.advance(Duration.ofSeconds(100));

        run.cancel();

        assertThat(run.completion().join()).hasToString("""
                shop: 1 created, 2 cancelled · 1m40s
                  · box/a: cancelled under way after 1m40s; last status WORKING
                  · box/b: cancelled before it began""");
    }

    @Test
    void interruptedWaiter_cancelsAndStillGetsTheReport() {
        world.takes("a", MINUTE);
        Plan plan = world.plan(box.wish("a"), box.wish("quick"));
        world.onEvent(event -> {
            if (event instanceof ProgressEvent.StepSucceeded) {
                Thread.currentThread().interrupt();
            }
        });

        Report report = world.apply(plan);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes(report)).containsExactlyInAnyOrder("box/a CANCELLED", "box/quick SUCCEEDED");
        world.time.advance(Duration.ofHours(1));
        assertThat(world.made()).containsExactly("create box/quick");
    }

    @Test
    void cancelledDestruction_doesNotClaimThatNothingIsLeft() {
        Declared<ThingSpec> a = box.wish("a");
        world.has(a).takes("a", MINUTE);
        ApplyHandle run = world.start(world.destruction());
        world.time.advance(Duration.ofSeconds(10));

        run.cancel();

        assertThat(run.completion().join()).hasToString("""
                shop: 1 cancelled, 1 left · 10s
                  · box/a: cancelled under way after 10s; last status WORKING
                  left: box/a: cancelled under way after 10s; last status WORKING""");
        assertThat(run.completion().join().isSuccess()).isFalse();
    }

    @Test
    void error_killsTheRunAndNoFurtherCallIsMade() {
        world.fails("a", 1, () -> new AssertionError("dead"));
        Declared<ThingSpec> quick = box.wish("quick");
        Plan plan = world.plan(quick, box.wish("a"), box.wish("later", quick));

        assertThatThrownBy(() -> world.apply(plan))
                .isInstanceOf(AssertionError.class)
                .hasMessage("dead");

        world.time.advance(Duration.ofHours(1));
        assertThat(world.made()).isEmpty();
    }

    @Test
    void error_completesAStartedRunExceptionally() {
        world.fails("a", 1, () -> new AssertionError("dead"));
        ApplyHandle run = world.start(world.plan(box.wish("a")));

        assertThatThrownBy(() -> world.time.advance(MINUTE)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> run.completion().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void events_beginAndEndOfTheRunAroundThoseOfEachStep() {
        Declared<ThingSpec> a = box.wish("a");
        world.fails("b", 1, () -> Refusals.of("Make", "InvalidParameterException", "no"));
        Declared<ThingSpec> b = box.wish("b");

        world.apply(a, b, box.wish("c", b));

        assertThat(world.events.stream().map(ExecutionTest::text).filter(text -> !text.startsWith("StepWaiting")))
                .containsExactly(
                        "Started",
                        "Expected",
                        "StepStarted box/a",
                        "StepStarted box/b",
                        "StepFailed box/b",
                        "StepSkipped box/c",
                        "StepSucceeded box/a",
                        "Expected",
                        "Finished");
        assertThat(world.events).isSortedAccordingTo((x, y) -> x.at().compareTo(y.at()));
    }

    @Test
    void listenerThatFails_runGoesOn() {
        Report report = world.time.await(startWithBadListener().completion());

        assertThat(report.isSuccess()).isTrue();
    }

    private ApplyHandle startWithBadListener() {
        Plan plan = world.plan(box.wish("a"));
        return world.start(plan, event -> {
            throw new IllegalStateException("listener");
        });
    }

    @Test
    void outputOfOne_isInputOfTheNext() {
        Declared<ThingSpec> a = box.wish("a");
        ThingSpec uses = new ThingSpec("small", "red", "wood", List.of(Input.of(a.id().output("size"))));

        Report report = world.apply(box.wish("b", uses), a);

        assertThat(report.isSuccess()).isTrue();
        assertThat(world.made()).containsExactly("create box/a", "create box/b");
        assertThat(report.output("box/a.size")).contains("small");
    }

    @Test
    void replacement_deletesThenCreates() {
        Declared<ThingSpec> wood = box.wish("a");
        world.has(wood).mayReplace(wood.id());

        world.apply(box.wish("a", new ThingSpec("small", "red", "steel", List.of())));

        assertThat(world.made()).containsExactly("delete box/a", "create box/a");
    }

    @Test
    void changeOfAnEarlierRun_waitedForAndCompleted() {
        Declared<ThingSpec> a = box.wish("a", new ThingSpec("large", "red", "wood", List.of()));
        world.has(a.id(), new Observation.Changing<>(new ThingState("small", "red", "wood"), "UPDATING"));

        world.apply(a);

        assertThat(world.made()).containsExactly("resume box/a", "resize box/a");
    }

    private static List<String> outcomes(Report report) {
        return report.results().stream()
                .map(r -> r.step().id() + " " + r.outcome())
                .toList();
    }

    private static String reason(Report report, String step) {
        return report.results().stream()
                .filter(r -> r.step().id().text().equals(step))
                .map(StepResult::reason)
                .findFirst()
                .orElseThrow();
    }

    private static String text(ProgressEvent event) {
        String name = event.getClass().getSimpleName();
        if (event instanceof ProgressEvent.StepStarted e) {
            return name + " " + e.step().id();
        }
        if (event instanceof ProgressEvent.StepFailed e) {
            return name + " " + e.step().id();
        }
        if (event instanceof ProgressEvent.StepSkipped e) {
            return name + " " + e.step().id();
        }
        if (event instanceof ProgressEvent.StepSucceeded e) {
            return name + " " + e.step().id();
        }
        return name;
    }
}
