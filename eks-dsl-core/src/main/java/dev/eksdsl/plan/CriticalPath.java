package dev.eksdsl.plan;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.resource.Lane;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How long a plan takes from each of its steps to its end, if every step takes as long as expected. The steps of one lane run one
 * after the other, in the plan's order. Immutable.
 */
public final class CriticalPath {

    private final Map<StepId, Duration> afterEnd = new HashMap<>();
    private Duration total = Duration.ZERO;

    private CriticalPath() {}

    /** @param takes how long a step is expected to take; not asked of steps that do nothing */
    public static CriticalPath of(Plan plan, Function<Step, Duration> takes) {
        CriticalPath path = new CriticalPath();
        Map<StepId, Duration> afterBegin = new HashMap<>();
        Map<Lane, Duration> lanes = new HashMap<>();
        List<Step> steps = plan.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Duration rest = path.afterEnd.getOrDefault(step.id(), Duration.ZERO);
            if (step.lane().isPresent()) {
                rest = max(rest, lanes.getOrDefault(step.lane().get(), Duration.ZERO));
            }
            path.afterEnd.put(step.id(), rest);
            Duration toEnd = step.acts() ? rest.plus(takes.apply(step)) : rest;
            Duration all = max(toEnd, afterBegin.getOrDefault(step.id(), Duration.ZERO));
            step.lane().ifPresent(lane -> lanes.put(lane, toEnd));
            step.after().forEach(before -> path.afterEnd.merge(before, all, CriticalPath::max));
            step.afterBegun().forEach(before -> afterBegin.merge(before, all, CriticalPath::max));
            path.total = max(path.total, all);
        }
        return path;
    }

    /** The longest way through the steps. */
    public Duration total() {
        return total;
    }

    /** The longest way from the end of the step to that of the plan. */
    public Duration afterEnd(StepId step) {
        return requireNonNull(afterEnd.get(step), () -> step + " is not in the plan");
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
