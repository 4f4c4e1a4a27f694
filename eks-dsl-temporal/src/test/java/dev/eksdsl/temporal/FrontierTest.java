package dev.eksdsl.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void stepsBegin_whenThoseBeforeThemHaveSucceeded() {
        Frontier frontier = new Frontier(List.of(step("a"), step("b", "a"), step("c", "a", "b")));

        assertThat(begun(frontier)).containsExactly("a");
        assertThat(begun(frontier)).isEmpty();
        frontier.succeeded("a", SECOND);
        assertThat(begun(frontier)).containsExactly("b");
        frontier.succeeded("b", SECOND);
        assertThat(begun(frontier)).containsExactly("c");
        frontier.succeeded("c", SECOND);
        assertThat(frontier.isOver()).isTrue();
    }

    @Test
    void stepWithoutAction_isPassed() {
        Frontier frontier = new Frontier(List.of(resting("a"), step("b", "a")));

        assertThat(begun(frontier)).containsExactly("b");
        assertThat(phases(frontier)).containsExactly(StepEnd.Phase.UNCHANGED, StepEnd.Phase.RUNNING);
    }

    @Test
    void stepsInOneLane_beginOneAfterTheOther() {
        Frontier frontier = new Frontier(List.of(inLane("a"), inLane("b"), step("c")));

        assertThat(begun(frontier)).containsExactly("a", "c");
        frontier.failed("a", SECOND, "no");
        assertThat(begun(frontier)).containsExactly("b");
    }

    @Test
    void failedStep_skipsAllThatNeedIt() {
        Frontier frontier = new Frontier(List.of(step("a"), step("b", "a"), step("c", "b"), step("d")));
        begun(frontier);
        frontier.succeeded("d", SECOND);

        frontier.failed("a", SECOND, "no");

        assertThat(frontier.isOver()).isTrue();
        assertThat(frontier.ends())
                .extracting(StepEnd::reason)
                .containsExactly("no", "skipped because a failed", "skipped because a failed", "");
    }

    @Test
    void stepThatWaitsForOthers_goesOnWhenOneHasSucceeded() {
        Frontier frontier = new Frontier(List.of(step("n1"), step("n2"), needingOneOf("addon", "n1", "n2")));
        begun(frontier);
        frontier.waits("addon", "DEGRADED");
        assertThat(frontier.goOn()).isEmpty();

        frontier.failed("n1", SECOND, "no");
        assertThat(frontier.goOn()).isEmpty();
        frontier.succeeded("n2", SECOND);

        assertThat(frontier.goOn()).extracting(PlannedStep::id).containsExactly("addon");
    }

    @Test
    void stepThatWaitsForOthersInVain_isGivenUp() {
        Frontier frontier = new Frontier(List.of(step("n1"), needingOneOf("addon", "n1"), step("last", "addon")));
        begun(frontier);
        frontier.failed("n1", SECOND, "no");

        frontier.waits("addon", "DEGRADED");

        assertThat(frontier.isOver()).isTrue();
        assertThat(frontier.ends())
                .extracting(StepEnd::reason)
                .containsExactly("no", "given up as DEGRADED, for it needs one of n1", "skipped because n1 failed");
    }

    @Test
    void cancelled_whatHasSucceededStays() {
        Frontier frontier = new Frontier(List.of(step("a"), step("b"), step("c", "b")));
        begun(frontier);
        frontier.succeeded("a", SECOND);

        frontier.cancel("cancelled");

        assertThat(frontier.ends())
                .extracting(StepEnd::reason)
                .containsExactly("", "cancelled", "cancelled before it began");
        assertThat(frontier.isOver()).isTrue();
    }

    private static List<String> begun(Frontier frontier) {
        return frontier.begin().stream().map(PlannedStep::id).toList();
    }

    private static List<StepEnd.Phase> phases(Frontier frontier) {
        return frontier.ends().stream().map(StepEnd::phase).toList();
    }

    private static PlannedStep step(String id, String... after) {
        return step(id, List.of(after), List.of(), Optional.empty(), Optional.of("{}"));
    }

    private static PlannedStep resting(String id) {
        return step(id, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static PlannedStep inLane(String id) {
        return step(id, List.of(), List.of(), Optional.of("lane"), Optional.of("{}"));
    }

    private static PlannedStep needingOneOf(String id, String... others) {
        return step(id, List.of(), List.of(others), Optional.empty(), Optional.of("{}"));
    }

    private static PlannedStep step(
            String id, List<String> after, List<String> oneOf, Optional<String> lane, Optional<String> plan) {
        return new PlannedStep(id, id, "kind.create", after, oneOf, lane, SECOND, List.of(), Map.of(), plan);
    }
}
