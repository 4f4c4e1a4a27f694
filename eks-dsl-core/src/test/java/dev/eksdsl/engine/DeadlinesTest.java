package dev.eksdsl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.execute.Deadlines;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepTimeoutException;
import dev.eksdsl.model.EksDslException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deadlines of kinds, and those that a user sets. */
class DeadlinesTest {

    private final World world = new World();
    private final ThingType box = world.kind("box");
    private final ThingType house = world.kind("house");

    @Test
    void step_isGivenUpAtItsDeadlineAndNotLater() {
        world.takes("a", Duration.ofHours(3));

        Report report = world.apply(box.wish("a"));

        assertThat(report.failures().get(0).took()).isEqualTo(ThingType.TIMING.deadline());
    }

    @Test
    void deadlineOfAKind_countsForThatKindAlone() {
        world.takes("a", Duration.ofMinutes(20)).takes("h", Duration.ofMinutes(20));

        Report report = world.apply(
                world.plan(box.wish("a"), house.wish("h")), Deadlines.standard().with("box", Duration.ofMinutes(7)));

        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.step().id().text()).isEqualTo("box/a");
            assertThat(failure.took()).isEqualTo(Duration.ofMinutes(7));
            assertThat(failure.failure()).containsInstanceOf(StepTimeoutException.class);
        });
    }

    @Test
    void longerDeadline_waitsOn() {
        world.takes("a", Duration.ofHours(3));

        assertThat(world.apply(world.plan(box.wish("a")), Deadlines.standard().with("box", Duration.ofHours(4)))
                        .isSuccess())
                .isTrue();
    }

    @Test
    void deadlineOfNoKind_isRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> world.apply(
                        world.plan(box.wish("a")), Deadlines.standard().with("boxes", Duration.ofHours(4))))
                .isInstanceOf(EksDslException.class)
                .hasMessage(
                        "deadlines are set for boxes, but there are no resources of such a kind; there are box, house");
        assertThat(world.made()).isEmpty();
    }

    @Test
    void deadlineOfNothing_isRefused() {
        assertThatThrownBy(() -> Deadlines.standard().with("box", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the deadline of box must be more than 0, was PT0S");
    }
}
