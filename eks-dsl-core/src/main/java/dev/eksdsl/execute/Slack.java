package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.plan.CriticalPath;
import dev.eksdsl.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much later than expected the steps that are under way may end without the whole plan ending later. What has yet to begin
 * comes after something that is under way, so those alone decide. Guarded by the run's lock.
 */
final class Slack {

    private final CriticalPath path;
    private final Map<StepId, Instant> ends = new HashMap<>();

    Slack(CriticalPath path) {
        this.path = path;
    }

    /** The step is under way, and expected to end then. */
    void expect(StepId step, Instant end) {
        ends.put(step, end);
    }

    void ended(StepId step) {
        ends.remove(step);
    }

    /** Zero for the step that the plan's end hangs on. Only of steps that are under way. */
    Duration of(StepId step, Instant now) {
        return of(step, now, last(now));
    }

    /** @param last see {@link #last}: of many steps it is found once */
    Duration of(StepId step, Instant now, Instant last) {
        return Duration.between(planEnd(step, now), last);
    }

    /** When the plan is expected to end. */
    Instant last(Instant now) {
        return ends.keySet().stream()
                .map(each -> planEnd(each, now))
                .max(Instant::compareTo)
                .orElse(now);
    }

    /** When the plan would end if it hung on this step. */
    private Instant planEnd(StepId step, Instant now) {
        Instant end = requireNonNull(ends.get(step));
        return (end.isAfter(now) ? end : now).plus(path.afterEnd(step));
    }
}
