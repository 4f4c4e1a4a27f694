package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.Spared;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Destroys a cluster in rounds: what comes up while the rest goes (a controller makes a load balancer anew, a node leaves an
 * interface) is planned and deleted in the next. It ends when nothing is left, when a round has brought no progress, after
 * {@value #MOST_ROUNDS} rounds, or at the deadline. Thread-safe.
 */
public final class Destroyer {

    private static final int MOST_ROUNDS = 5;

    private final Planner planner;
    private final Executor executor;
    private final Timeline timeline;

    public Destroyer(Planner planner, Executor executor, Timeline timeline) {
        this.planner = planner;
        this.executor = executor;
        this.timeline = timeline;
    }

    /**
     * Plans and deletes until nothing is left.
     *
     * @param spared what is to stay nevertheless
     * @param deadline how long it may take in all; then it is stopped, and the report tells what is left
     * @param listener is told what happens in each round
     * @throws BlockedPlanException if something may not be deleted; nothing was written in that round
     */
    public Report destroy(String cluster, Spared spared, Duration deadline, Consumer<? super ProgressEvent> listener) {
        Instant end = timeline.now().plus(deadline);
        String why = "stopped at the deadline of " + DurationText.of(deadline);
        Plan plan = planner.toDestroy(cluster, spared);
        Report all = executor.run(plan, listener, deadline, why);
        for (int round = 1; round < MOST_ROUNDS && isWorthAnother(all, end); round++) {
            Plan next = planner.toDestroy(cluster, spared);
            Set<?> before = left(all);
            all = Rounds.together(all, executor.run(next, listener, Duration.between(timeline.now(), end), why));
            if (left(all).equals(before)) {
                break;
            }
        }
        return all;
    }

    /** What has failed would fail again; what has come up meanwhile has not been tried yet. */
    private boolean isWorthAnother(Report report, Instant end) {
        return report.count(Outcome.CANCELLED) == 0
                && report.verdict().takeover().isEmpty()
                && report.left().stream().anyMatch(Left::isNew)
                && timeline.now().isBefore(end);
    }

    private static Set<String> left(Report report) {
        return report.left().stream()
                .map(left -> left.resource() + " " + left.awsName())
                .collect(Collectors.toSet());
    }
}
