package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.TransientErrors;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a plan. A step starts when all before it have succeeded and its lane is free; it makes a call, and says when it
 * wants to look again; in between it is nothing but an entry in the timeline.
 */
final class Run implements ApplyHandle {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.step");

    private final Plan plan;
    private final AwsApi aws;
    private final Timeline timeline;
    private final EventQueue events;
    private final CompletableFuture<Report> completion = new CompletableFuture<>();
    private final Map<Output, String> outputs = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    private final Map<StepId, StepRun<?, ?>> steps = new LinkedHashMap<>();
    private final Map<StepId, Integer> open = new HashMap<>();
    private final Map<StepId, Set<StepId>> successors;
    private final Map<StepId, StepResult> results = new LinkedHashMap<>();
    private final Lanes lanes = new Lanes();
    private final Instant started;
    private boolean stopped;
    private @Nullable Report finished;

    Run(Plan plan, ResourceTypes types, AwsApi aws, Timeline timeline, EventQueue events) {
        this.plan = plan;
        this.aws = aws;
        this.timeline = timeline;
        this.events = events;
        this.successors = plan.graph().successors();
        this.started = timeline.now();
        Inputs inputs = this::find;
        for (Step step : plan.steps()) {
            steps.put(step.id(), StepRun.of(types.kind(step.resource().kind()), step, inputs));
            open.put(step.id(), step.after().size());
        }
    }

    @Override
    public CompletableFuture<Report> completion() {
        return completion;
    }

    void start() {
        synchronized (lock) {
            events.add(new ProgressEvent.Started(started, plan));
            List<StepRun<?, ?>> roots = steps.values().stream()
                    .filter(s -> s.step().after().isEmpty())
                    .toList();
            roots.forEach(this::ready);
            finishIfDone();
        }
        settle();
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            if (!stopped) {
                for (StepRun<?, ?> step : steps.values()) {
                    if (!results.containsKey(step.step().id())) {
                        record(step, Outcome.CANCELLED, "cancelled; last status " + step.status(), null);
                        events.add(new ProgressEvent.StepCancelled(timeline.now(), step.step()));
                    }
                }
                finishIfDone();
            }
        }
        settle();
    }

    /** All steps before this one have succeeded. */
    private void ready(StepRun<?, ?> step) {
        if (!step.step().acts()) {
            succeeded(step, Outcome.UNCHANGED);
        } else if (lanes.enter(step)) {
            launch(step);
        }
    }

    private void launch(StepRun<?, ?> step) {
        step.start(timeline.now());
        events.add(new ProgressEvent.StepStarted(timeline.now(), step.step()));
        timeline.execute(() -> advance(step));
    }

    private void advance(StepRun<?, ?> step) {
        synchronized (lock) {
            if (stopped) {
                return;
            }
        }
        try {
            Optional<String> status = step.advance(new RunActing(aws, plan, step, this::find, timeline));
            synchronized (lock) {
                advanced(step, status);
            }
        } catch (AwsCallException e) {
            synchronized (lock) {
                refused(step, e);
            }
        } catch (RuntimeException e) {
            synchronized (lock) {
                failed(step, e);
            }
        } catch (Error e) {
            // The process is not to be trusted any more (or is made to die by a test): no further call.
            synchronized (lock) {
                stopped = true;
            }
            completion.completeExceptionally(e);
            throw e;
        }
        settle();
    }

    private void advanced(StepRun<?, ?> step, Optional<String> status) {
        if (stopped) {
            return;
        }
        if (status.isEmpty()) {
            events.add(new ProgressEvent.StepSucceeded(timeline.now(), step.step(), step.elapsed(timeline.now())));
            LOG.info("{} done in {}", step.step().id(), step.elapsed(timeline.now()));
            succeeded(step, Outcome.SUCCEEDED);
            lanes.leave(step).ifPresent(this::launch);
            finishIfDone();
            return;
        }
        if (step.waitsOnOthers() && isHopeless(step.step())) {
            giveUp(step);
            return;
        }
        Duration elapsed = step.elapsed(timeline.now());
        events.add(new ProgressEvent.StepWaiting(timeline.now(), step.step(), status.get(), elapsed));
        again(step, WaitSchedule.next(elapsed, step.step().timing().expected()));
    }

    private void refused(StepRun<?, ?> step, AwsCallException failure) {
        if (stopped) {
            return;
        }
        Optional<Duration> delay = step.failedOnce().next(failure, timeline.now());
        if (delay.isEmpty()) {
            failed(step, failure);
            return;
        }
        String why =
                TransientErrors.rule(failure).map(TransientErrors.Rule::why).orElse("");
        String said = String.valueOf(failure.getMessage());
        LOG.info("{} is tried again in {}: {}: {}", step.step().id(), delay.get(), why, said);
        events.add(new ProgressEvent.StepRetried(timeline.now(), step.step(), why, said, delay.get()));
        again(step, delay.get());
    }

    private void again(StepRun<?, ?> step, Duration delay) {
        Duration elapsed = step.elapsed(timeline.now());
        if (elapsed.compareTo(step.step().timing().deadline()) >= 0) {
            failed(step, new StepTimeoutException(step.step(), elapsed, step.status()));
            return;
        }
        timeline.schedule(delay, () -> advance(step));
    }

    private void succeeded(StepRun<?, ?> step, Outcome outcome) {
        step.outputs()
                .forEach((name, value) -> outputs.put(new Output(step.step().resource(), name), value));
        record(step, outcome, "", null);
        for (StepId next : requireNonNull(successors.get(step.step().id()))) {
            if (open.merge(next, -1, Integer::sum) == 0) {
                ready(requireNonNull(steps.get(next)));
            }
        }
    }

    private void failed(StepRun<?, ?> step, RuntimeException failure) {
        if (stopped) {
            return;
        }
        String reason = String.valueOf(failure.getMessage());
        LOG.warn("{} failed: {}", step.step().id(), reason);
        record(step, Outcome.FAILED, reason, failure);
        events.add(new ProgressEvent.StepFailed(timeline.now(), step.step(), reason));
        skipSuccessors(step.step().id(), step.step());
        lanes.leave(step).ifPresent(this::launch);
        finishIfDone();
    }

    /** Whether all steps have failed of which one would have to succeed. */
    private boolean isHopeless(Step step) {
        return !step.oneOf().isEmpty()
                && step.oneOf().stream()
                        .map(results::get)
                        .allMatch(other -> other != null
                                && (other.outcome() == Outcome.FAILED || other.outcome() == Outcome.SKIPPED));
    }

    private void giveUp(StepRun<?, ?> step) {
        List<StepId> needed = plan.steps().stream()
                .map(Step::id)
                .filter(step.step().oneOf()::contains)
                .toList();
        String names = needed.stream().map(StepId::text).collect(Collectors.joining(", "));
        Step cause = requireNonNull(steps.get(needed.get(0))).step();
        record(step, Outcome.SKIPPED, "given up as " + step.status() + ", for it needs one of " + names, null);
        events.add(new ProgressEvent.StepSkipped(timeline.now(), step.step(), cause));
        skipSuccessors(step.step().id(), cause);
        lanes.leave(step).ifPresent(this::launch);
        finishIfDone();
    }

    private void skipSuccessors(StepId from, Step cause) {
        for (StepId next : requireNonNull(successors.get(from))) {
            if (!results.containsKey(next)) {
                StepRun<?, ?> skipped = requireNonNull(steps.get(next));
                record(skipped, Outcome.SKIPPED, "skipped because " + cause.id() + " failed", null);
                events.add(new ProgressEvent.StepSkipped(timeline.now(), skipped.step(), cause));
                skipSuccessors(next, cause);
            }
        }
    }

    private void record(StepRun<?, ?> step, Outcome outcome, String reason, @Nullable RuntimeException failure) {
        Duration took = step.elapsed(timeline.now());
        results.put(step.step().id(), new StepResult(step.step(), outcome, took, reason, Optional.ofNullable(failure)));
    }

    private void finishIfDone() {
        if (stopped || results.size() < steps.size()) {
            return;
        }
        stopped = true;
        List<StepResult> inOrder = new ArrayList<>();
        plan.steps().forEach(step -> inOrder.add(results.get(step.id())));
        Duration took = Duration.between(started, timeline.now());
        Report report = new Report(plan, took, inOrder, outputs, List.of());
        events.add(new ProgressEvent.Finished(timeline.now(), report));
        finished = report;
    }

    /** Tells what has happened; not to be called with the lock held, for listeners and waiters may go on at once. */
    private void settle() {
        events.drain();
        Report report;
        synchronized (lock) {
            report = finished;
        }
        if (report != null) {
            completion.complete(report);
        }
    }

    private Optional<String> find(Input input) {
        return input instanceof Input.Known known
                ? Optional.of(known.value())
                : input.output().map(outputs::get);
    }
}
