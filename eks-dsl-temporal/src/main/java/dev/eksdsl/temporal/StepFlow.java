package dev.eksdsl.temporal;

import dev.eksdsl.execute.PlanClaim;
import dev.eksdsl.execute.StepTrack;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.resource.OtherDeclarationException;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Schedules the activities of steps, each when it may begin, and takes in how they end. Workflow code: deterministic. */
final class StepFlow {

    private static final String OTHER_DECLARATION = OtherDeclarationException.class.getSimpleName();

    private final Frontier frontier;
    private final PlanClaim claim;
    private final Duration attemptTimeout;
    private final Map<String, String> outputs = new TreeMap<>();
    private final Map<String, StepTrack> tracks = new LinkedHashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final Queue<End> news = new ArrayDeque<>();
    private int underWay;

    /** What Temporal tells of an activity. */
    private record End(
            PlannedStep step,
            @Nullable StepOutcome outcome,
            @Nullable RuntimeException failure) {}

    StepFlow(List<PlannedStep> steps, PlanClaim claim, Duration attemptTimeout) {
        this.frontier = new Frontier(steps);
        this.claim = claim;
        this.attemptTimeout = attemptTimeout;
        steps.forEach(step -> outputs.putAll(step.outputs()));
    }

    /**
     * Runs all steps. If another declaration has come to hold, none goes on.
     *
     * @throws CanceledFailure if the workflow is cancelled, when the activities that were under way have ended
     */
    void run() {
        CancellationScope activities = Workflow.newCancellationScope(this::schedule);
        activities.run();
        while (underWay > 0) {
            try {
                Workflow.await(() -> !news.isEmpty());
            } catch (CanceledFailure cancelled) {
                frontier.cancel("cancelled");
                Workflow.newDetachedCancellationScope(this::end).run();
                throw cancelled;
            }
            Optional<String> other = takeIn(news.remove());
            if (other.isPresent()) {
                frontier.cancel("given up, for " + other.get() + ",");
                activities.cancel(other.get());
                end();
                return;
            }
            activities.run();
        }
    }

    /** Waits for the activities that are under way: what has succeeded by now counts, nothing else begins. */
    private void end() {
        Workflow.await(() -> news.size() == underWay);
        for (End end : news) {
            if (end.outcome() != null && end.outcome().track().isEmpty()) {
                succeeded(end.step(), end.outcome());
            }
        }
    }

    List<StepEnd> ends() {
        return frontier.ends();
    }

    /** By their written names, such as {@code vpc/production.id}. */
    Map<String, String> outputs() {
        return outputs;
    }

    private void schedule() {
        List<PlannedStep> begun;
        do {
            begun = frontier.begin();
            begun.forEach(step -> start(step, StepTrack.begun(now())));
        } while (!begun.isEmpty());
        frontier.goOn().forEach(step -> start(step, tracks.getOrDefault(step.id(), StepTrack.begun(now()))));
    }

    private void start(PlannedStep step, StepTrack track) {
        started.putIfAbsent(step.id(), now());
        Map<String, String> used = new TreeMap<>(outputs);
        used.keySet().retainAll(step.uses());
        StepOrder order =
                new StepOrder(step.plan().orElseThrow(), step.id(), track, used, claim, frontier.waitsForOthers(step));
        underWay++;
        Workflow.newUntypedActivityStub(options(step))
                .executeAsync(step.activity(), StepOutcome.class, order)
                .handle((outcome, failure) -> news.add(new End(step, outcome, failure)));
    }

    /** The server waits between the attempts, as long as each says; the intervals here are for workers that are lost. */
    private ActivityOptions options(PlannedStep step) {
        return ActivityOptions.newBuilder()
                .setSummary(step.id())
                .setStartToCloseTimeout(attemptTimeout)
                .setScheduleToCloseTimeout(step.deadline())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(20))
                        .build())
                .build();
    }

    /** @return what keeps all further steps from running, if that is what the news are */
    private Optional<String> takeIn(End end) {
        underWay--;
        String id = end.step().id();
        StepOutcome outcome = end.outcome();
        if (outcome != null) {
            outcome.track()
                    .ifPresentOrElse(track -> waits(id, track, outcome.status()), () -> succeeded(end.step(), outcome));
            return Optional.empty();
        }
        Throwable cause = end.failure() instanceof ActivityFailure failure ? failure.getCause() : end.failure();
        if (cause instanceof ApplicationFailure failure && failure.getType().equals(OTHER_DECLARATION)) {
            return Optional.of(failure.getOriginalMessage());
        }
        frontier.failed(id, took(id), reason(cause, took(id)));
        return Optional.empty();
    }

    private void succeeded(PlannedStep step, StepOutcome outcome) {
        outcome.outputs().forEach((name, value) -> outputs.put(step.resource() + "." + name, value));
        frontier.succeeded(step.id(), took(step.id()));
    }

    private void waits(String step, StepTrack track, String status) {
        tracks.put(step, track);
        frontier.waits(step, status);
    }

    private Duration took(String step) {
        return Duration.between(started.getOrDefault(step, now()), now());
    }

    private static String reason(@Nullable Throwable cause, Duration took) {
        if (cause instanceof ApplicationFailure failure) {
            return failure.isNonRetryable()
                    ? failure.getOriginalMessage()
                    : "not done after " + DurationText.of(took) + "; last: " + failure.getOriginalMessage();
        }
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
