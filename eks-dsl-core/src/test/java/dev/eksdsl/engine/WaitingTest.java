package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.execute.Deadlines;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanMermaid;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.waiting.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a run looks, what it learns from it, and steps that begin when others have begun. Things usually take two minutes. */
class WaitingTest {

    private static final Duration USUAL = ThingType.TIMING.expected();

    private static final Deadlines PLUG_SOON_GIVEN_UP = Deadlines.standard().with("plug", Duration.ofMinutes(5));

    private final World world = new World();
    private final ThingType box = world.kind("box");
    private final Declared<ThingSpec> first = box.wish("first");

    @Test
    void stepAfterBegin_startsWhenAwsHasBegun() {
        world.takes("first", Duration.ofMinutes(5));

        Report report = world.apply(first, box.wish("second").afterBegun(Set.of(first.id())));

        assertThat(report.isSuccess()).isTrue();
        assertThat(world.span("create box/second").start()).isZero();
        assertThat(report.took()).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void stepAfterBegin_isLaterInThePlan_andCountsFromTheBegin() {
        Plan plan = world.plan(box.wish("second").afterBegun(Set.of(first.id())), first);

        assertThat(plan.steps()).extracting(step -> step.id().text()).containsExactly("box/first", "box/second");
        assertThat(plan.expected()).isEqualTo(USUAL);
        assertThat(PlanMermaid.of(plan)).contains("s0 -.-> s1");
    }

    @Test
    void firstThatNeverBegins_secondIsSkipped() {
        world.fails("first", 1, () -> new IllegalStateException("broken"));

        Report report = world.apply(first, box.wish("second").afterBegun(Set.of(first.id())));

        assertThat(report.results()).extracting(StepResult::outcome).containsExactly(Outcome.FAILED, Outcome.SKIPPED);
        assertThat(world.made()).isEmpty();
    }

    @Test
    void firstThatFailsAfterItsBegin_secondIsNotWaitedFor() {
        world.takes("plug", Duration.ofHours(2)).takes("second", Duration.ofMinutes(25));
        Declared<ThingSpec> plug = world.kind("plug").wish("plug");

        Report report = world.apply(
                world.plan(plug, box.wish("second").afterBegun(Set.of(plug.id())), box.wish("third", first), first),
                PLUG_SOON_GIVEN_UP);

        assertThat(report.count(Outcome.SUCCEEDED)).isEqualTo(2);
        assertThat(report.results())
                .filteredOn(result -> result.outcome() == Outcome.SKIPPED)
                .singleElement()
                .satisfies(second -> {
                    assertThat(second.reason()).isEqualTo("given up as WORKING, for it needs one of plug/plug");
                    assertThat(second.took()).isLessThan(Duration.ofMinutes(8));
                });
    }

    @Test
    void firstThatCannotBeChanged_secondGoesOn() {
        ThingType plugs = world.kind("plug");
        world.takes("plug", Duration.ofHours(2)).takes("second", Duration.ofMinutes(10));
        world.has(plugs.wish("plug"));
        Declared<ThingSpec> larger = plugs.wish("plug", new ThingSpec("large", "red", "wood", List.of()));

        Report report =
                world.apply(world.plan(larger, box.wish("second").afterBegun(Set.of(larger.id()))), PLUG_SOON_GIVEN_UP);

        assertThat(report.failures()).hasSize(1);
        assertThat(world.made()).containsExactly("create box/second");
    }

    @Test
    void replacement_hasBegunWhenItIsMadeAnew() {
        world.has(first).mayReplace(first.id()).takes("first", Duration.ofMinutes(2));
        Declared<ThingSpec> other =
                first.with(new ThingSpec("small", "red", "steel", first.spec().uses()));

        world.apply(other, box.wish("second").afterBegun(Set.of(first.id())));

        assertThat(world.span("create box/second").start())
                .isGreaterThanOrEqualTo(world.span("create box/first").start())
                .isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void stepWithSlack_isLookedAtLess_thanOnTheCriticalPath() {
        world.takes("first", Duration.ofMinutes(2)).takes("idle", Duration.ofMinutes(2));

        world.apply(first, box.wish("next", first), box.wish("more", box.wish("next")), box.wish("idle"));

        assertThat(looks("box/idle")).isLessThan(looks("box/first") / 2);
    }

    @Test
    void whatHasEnded_teachesTheNextRun() {
        world.takes("first", Duration.ofMinutes(6)).takes("second", Duration.ofMinutes(6));
        Work work = new Work("box", "create", "");
        Duration before = world.experience.of(work, ThingType.TIMING.prior()).median();

        world.apply(first);
        Duration after = world.experience.of(work, ThingType.TIMING.prior()).median();

        assertThat(before).isEqualTo(USUAL);
        assertThat(after).isGreaterThan(USUAL.plusSeconds(20));
    }

    @Test
    void whatFailed_teachesNothing() {
        world.fails("first", 1, () -> new IllegalStateException("broken"));

        world.apply(first);

        assertThat(world.experience).hasToString("");
    }

    private long looks(String step) {
        return world.events.stream()
                .filter(event -> event instanceof ProgressEvent.StepWaiting waiting
                        && waiting.step().id().text().equals(step))
                .count();
    }
}
