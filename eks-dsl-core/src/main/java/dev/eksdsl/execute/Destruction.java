package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One destruction on its way, round by round. It ends when nothing is left, when a round has brought no progress, after {@value
 * #MOST_ROUNDS} rounds, at the deadline, or when it is cancelled. Goes on on threads of the timeline; {@link #cancel} may come
 * from any thread.
 */
final class Destruction implements ApplyHandle {

    private static final int MOST_ROUNDS = 5;
    private static final int MOST_PLANS = 20;

    private final Supplier<CompletableFuture<Plan>> planning;
    private final Function<Plan, CompletableFuture<ApplyHandle>> beginning;
    private final Timeline timeline;
    private final Instant end;
    private final String late;
    private final CompletableFuture<Report> completion = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile @Nullable ApplyHandle current;

    /**
     * @param planning plans what is still to be deleted
     * @param beginning begins to carry a plan out
     * @param deadline how long all rounds may take
     */
    Destruction(
            Supplier<CompletableFuture<Plan>> planning,
            Function<Plan, CompletableFuture<ApplyHandle>> beginning,
            Timeline timeline,
            Duration deadline) {
        this.planning = planning;
        this.beginning = beginning;
        this.timeline = timeline;
        this.end = timeline.now().plus(deadline);
        this.late = "stopped at the deadline of " + DurationText.of(deadline);
    }

    void start() {
        round(1, Optional.empty()).whenComplete((report, failure) -> {
            if (failure == null) {
                completion.complete(report);
            } else {
                completion.completeExceptionally(Sight.cause(failure));
            }
        });
    }

    @Override
    public CompletableFuture<Report> completion() {
        return completion;
    }

    @Override
    public Optional<Outlook> outlook() {
        return Optional.ofNullable(current).flatMap(ApplyHandle::outlook);
    }

    @Override
    public void cancel() {
        cancelled = true;
        ApplyHandle handle = current;
        if (handle != null) {
            handle.cancel();
        }
    }

    @Override
    public void cancel(String why) {
        cancelled = true;
        ApplyHandle handle = current;
        if (handle != null) {
            handle.cancel(why);
        }
    }

    /** Whether a round is being carried out, rather than planned. */
    boolean isRunning() {
        return current != null;
    }

    private CompletableFuture<Report> round(int number, Optional<Report> before) {
        return begun(MOST_PLANS).thenCompose(this::carryOut).thenCompose(last -> {
            Report all = before.map(earlier -> Rounds.together(earlier, last)).orElse(last);
            boolean stands =
                    before.filter(earlier -> left(earlier).equals(left(all))).isPresent();
            return number < MOST_ROUNDS && !stands && isWorthAnother(all)
                    ? round(number + 1, Optional.of(all))
                    : CompletableFuture.completedFuture(all);
        });
    }

    /** Nobody has approved the plan of a round: if AWS has moved before it begins, it is made anew. */
    private CompletableFuture<ApplyHandle> begun(int plans) {
        return planning.get()
                .thenCompose(beginning)
                .handle((handle, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(handle);
                    }
                    Throwable cause = Sight.cause(failure);
                    return cause instanceof StalePlanException && plans > 1 && !cancelled
                            ? begun(plans - 1)
                            : CompletableFuture.<ApplyHandle>failedFuture(cause);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Report> carryOut(ApplyHandle handle) {
        current = handle;
        if (cancelled) {
            handle.cancel();
        }
        Timeline.Scheduled stop = timeline.schedule(Duration.between(timeline.now(), end), () -> handle.cancel(late));
        return handle.completion().whenComplete((report, failure) -> {
            current = null;
            stop.cancel();
        });
    }

    /** What has failed would fail again; what has come up meanwhile has not been tried yet. */
    private boolean isWorthAnother(Report report) {
        return !cancelled
                && report.count(Outcome.CANCELLED) == 0
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
