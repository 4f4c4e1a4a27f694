package dev.eksdsl.temporal;

import static dev.eksdsl.temporal.StepEnd.Phase.CANCELLED;
import static dev.eksdsl.temporal.StepEnd.Phase.FAILED;
import static dev.eksdsl.temporal.StepEnd.Phase.PENDING;
import static dev.eksdsl.temporal.StepEnd.Phase.RUNNING;
import static dev.eksdsl.temporal.StepEnd.Phase.SKIPPED;
import static dev.eksdsl.temporal.StepEnd.Phase.SUCCEEDED;
import static dev.eksdsl.temporal.StepEnd.Phase.UNCHANGED;
import static dev.eksdsl.temporal.StepEnd.Phase.WAITING_FOR_OTHERS;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which steps may begin, and what has become of the others. Plain and deterministic: the same ends in the same order lead to the
 * same steps in the same order, as the replay of a workflow needs it. Not thread-safe.
 */
final class Frontier {

    private final Map<String, PlannedStep> steps = new LinkedHashMap<>();
    private final Map<String, StepEnd> ends = new LinkedHashMap<>();

    Frontier(List<PlannedStep> planned) {
        for (PlannedStep step : planned) {
            steps.put(step.id(), step);
            set(step.id(), PENDING, Duration.ZERO, "");
        }
    }

    /** Takes the steps that may begin now: they are running from then on. Steps without an action are passed. */
    List<PlannedStep> begin() {
        List<PlannedStep> begun = new ArrayList<>();
        for (PlannedStep step : steps.values()) {
            if (phase(step.id()) == PENDING
                    && step.after().stream().allMatch(before -> phase(before).isGood())) {
                if (!step.acts()) {
                    set(step.id(), UNCHANGED, Duration.ZERO, "");
                } else if (isFree(step.lane())) {
                    set(step.id(), RUNNING, Duration.ZERO, "");
                    begun.add(step);
                }
            }
        }
        return begun;
    }

    /** Takes the steps that waited for others of which one has succeeded: they are running again from then on. */
    List<PlannedStep> goOn() {
        List<PlannedStep> on = steps.values().stream()
                .filter(step -> phase(step.id()) == WAITING_FOR_OTHERS)
                .filter(step -> !waitsForOthers(step))
                .toList();
        on.forEach(step -> set(step.id(), RUNNING, Duration.ZERO, ""));
        return on;
    }

    /** Whether a step that cannot go on by itself should wait: there are others, and none has succeeded yet. */
    boolean waitsForOthers(PlannedStep step) {
        return !step.oneOf().isEmpty()
                && step.oneOf().stream().noneMatch(other -> phase(other).isGood());
    }

    void succeeded(String step, Duration took) {
        set(step, SUCCEEDED, took, "");
    }

    /** The step waits for others; when none of them can succeed any more, it is given up. */
    void waits(String step, String status) {
        set(step, WAITING_FOR_OTHERS, Duration.ZERO, status);
        giveUpInVain();
    }

    /** The step has failed; those that need it are skipped. */
    void failed(String step, Duration took, String reason) {
        set(step, FAILED, took, reason);
        skipBehind(step, step);
        giveUpInVain();
    }

    /** No step that is not over goes on. */
    void cancel(String why) {
        steps.keySet().stream()
                .filter(step -> !phase(step).isOver())
                .forEach(step ->
                        set(step, CANCELLED, Duration.ZERO, phase(step) == PENDING ? why + " before it began" : why));
    }

    boolean isOver() {
        return ends.values().stream().allMatch(end -> end.phase().isOver());
    }

    /** In the plan's order. */
    List<StepEnd> ends() {
        return List.copyOf(ends.values());
    }

    private void giveUpInVain() {
        for (PlannedStep step : steps.values()) {
            boolean inVain = phase(step.id()) == WAITING_FOR_OTHERS
                    && step.oneOf().stream().allMatch(other -> phase(other) == FAILED || phase(other) == SKIPPED);
            if (inVain) {
                String status = requireNonNull(ends.get(step.id())).reason();
                String others = String.join(", ", step.oneOf());
                set(step.id(), SKIPPED, Duration.ZERO, "given up as " + status + ", for it needs one of " + others);
                skipBehind(step.id(), step.oneOf().get(0));
            }
        }
    }

    private void skipBehind(String step, String cause) {
        for (PlannedStep next : steps.values()) {
            if (next.after().contains(step) && phase(next.id()) == PENDING) {
                set(next.id(), SKIPPED, Duration.ZERO, "skipped because " + cause + " failed");
                skipBehind(next.id(), cause);
            }
        }
    }

    private boolean isFree(Optional<String> lane) {
        return lane.isEmpty()
                || steps.values().stream()
                        .filter(other -> other.lane().equals(lane))
                        .map(other -> phase(other.id()))
                        .noneMatch(phase -> phase == RUNNING || phase == WAITING_FOR_OTHERS);
    }

    private StepEnd.Phase phase(String step) {
        return requireNonNull(ends.get(step)).phase();
    }

    private void set(String step, StepEnd.Phase phase, Duration took, String reason) {
        ends.put(step, new StepEnd(step, phase, took, reason));
    }
}
