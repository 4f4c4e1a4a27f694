package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.OtherDeclarationException;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan. A step starts when all before it have succeeded and its lane is free; it makes a call, and says when it
 * wants to look again; in between it is nothing but an entry in the timeline.
 */
final class Run {

    private final Plan plan;
    private final AwsApi aws;
    private final Timeline timeline;
    private final RunLog log;
    private final Watch watch;
    private final CompletableFuture<Report> completion = new CompletableFuture<>();
    private final Map<Output, String> outputs = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    private final Map<StepId, StepRun<?, ?>> steps = new LinkedHashMap<>();
    private final Order order;
    private final Results results;
    private final Lanes lanes = new Lanes();
    private final Deadlines deadlines;
    private final Diagnosis diagnosis;
    private final Instant started;
    private int diagnoses;
    private boolean stopped;
    /** Whether no step may begin any more, for another declaration holds. */
    private boolean halted;
    /** How many steps are making calls at this moment. */
    private int busy;

    private @Nullable Report finished;

    Run(Engine engine, Plan plan, RunLog log, Watch watch) {
        this.plan = plan;
        this.aws = engine.aws();
        this.timeline = engine.timeline();
        this.log = log;
        this.watch = watch;
        this.deadlines = engine.deadlines();
        this.order = new Order(plan);
        this.results = new Results(plan);
        this.diagnosis = new Diagnosis(aws, new Ownership(plan.cluster()), timeline, this::die);
        this.started = timeline.now();
        for (Step step : plan.steps()) {
            steps.put(step.id(), StepRun.of(engine.types().kind(step.resource().kind()), step, this::find));
        }
    }

    CompletableFuture<Report> completion() {
        return completion;
    }

    void start() {
        synchronized (lock) {
            steps.values().stream()
                    .filter(s -> s.step().after().isEmpty())
                    .toList()
                    .forEach(this::ready);
            finishIfDone();
        }
        settle();
    }

    /** Ends the run at once; no further call is made. */
    void cancel(String why) {
        synchronized (lock) {
            if (!stopped) {
                interrupt(why);
                finish();
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
        log.stepStarted(step.step());
        timeline.execute(() -> advance(step));
    }

    private void advance(StepRun<?, ?> step) {
        synchronized (lock) {
            if (stopped || halted) {
                return;
            }
            busy++;
        }
        Runnable outcome;
        try {
            Optional<String> status =
                    step.advance(new RunActing(aws, plan, step, this::find, timeline), watch::beforeWrite);
            outcome = () -> advanced(step, status);
        } catch (AwsCallException e) {
            outcome = () -> refused(step, e);
        } catch (OtherDeclarationException e) {
            outcome = () -> halt(e);
        } catch (RuntimeException e) {
            outcome = () -> failed(step, e);
        } catch (Error e) {
            die(e);
            throw e;
        }
        returned(step, outcome);
        settle();
    }

    /** A step's calls have returned, and this is what is to be made of it. If that goes wrong, the step has failed. */
    private void returned(StepRun<?, ?> step, Runnable outcome) {
        synchronized (lock) {
            busy--;
            if (halted) {
                finishIfDone();
            } else if (!stopped) {
                try {
                    outcome.run();
                } catch (RuntimeException e) {
                    failed(step, e);
                }
            }
        }
    }

    /** Another declaration holds: what has not ended does not go on. */
    private void halt(OtherDeclarationException why) {
        halted = true;
        interrupt("given up, for " + why.getMessage() + ",");
        finishIfDone();
    }

    private void interrupt(String why) {
        for (StepRun<?, ?> step : steps.values()) {
            if (!results.has(step.step().id())) {
                record(step, Outcome.CANCELLED, step.interrupted(why, timeline.now()), null);
                log.cancelled(step.step());
            }
        }
    }

    /** The process is not to be trusted any more (or is made to die by a test): no further call. */
    private void die(Error error) {
        synchronized (lock) {
            stopped = true;
        }
        completion.completeExceptionally(error);
    }

    private void advanced(StepRun<?, ?> step, Optional<String> status) {
        if (status.isEmpty()) {
            log.succeeded(step);
            succeeded(step, Outcome.SUCCEEDED);
            lanes.leave(step).ifPresent(this::launch);
            finishIfDone();
            return;
        }
        Set<StepId> others = step.step().oneOf();
        if (step.waitsOnOthers() && !others.isEmpty() && results.areInVain(others)) {
            giveUp(step);
            return;
        }
        Duration elapsed = step.elapsed(timeline.now());
        Duration expected = step.step().timing().expected();
        log.waiting(step);
        if (Diagnosis.isOverdue(elapsed, expected) && step.isFirstSuspicion()) {
            diagnosis.ask(step, causes -> suspected(step, causes));
        }
        again(step, WaitSchedule.next(elapsed, expected));
    }

    private void refused(StepRun<?, ?> step, AwsCallException failure) {
        Optional<Duration> delay = step.failedOnce().next(failure, timeline.now());
        if (delay.isEmpty()) {
            failed(step, failure);
            return;
        }
        log.retried(step.step(), failure, delay.get());
        again(step, delay.get());
    }

    private void again(StepRun<?, ?> step, Duration delay) {
        Instant now = timeline.now();
        if (step.waitsOnOthers() && mayStillCome(step.step())) {
            step.isOnTimeAt(now);
        }
        Duration elapsed = step.elapsed(now);
        Duration left = deadlines.of(step.step()).minus(step.dueFor(now));
        if (left.isZero() || left.isNegative()) {
            failed(step, new StepTimeoutException(step.step(), elapsed, step.status()));
        } else {
            timeline.schedule(delay.compareTo(left) < 0 ? delay : left, () -> advance(step));
        }
    }

    /** Whether one of those that the step needs has yet to end: until then its deadline does not run. */
    private boolean mayStillCome(Step step) {
        return step.oneOf().stream().anyMatch(other -> !results.has(other));
    }

    private void succeeded(StepRun<?, ?> step, Outcome outcome) {
        step.outputs()
                .forEach((name, value) -> outputs.put(new Output(step.step().resource(), name), value));
        record(step, outcome, "", null);
        order.freedBy(step.step().id()).forEach(next -> ready(requireNonNull(steps.get(next))));
    }

    private void failed(StepRun<?, ?> step, RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        record(step, Outcome.FAILED, reason, failure);
        log.failed(step.step(), reason);
        skipSuccessors(step.step().id(), step.step());
        lanes.leave(step).ifPresent(this::launch);
        diagnoses++;
        diagnosis.ask(step, causes -> explained(step, causes));
    }

    private void suspected(StepRun<?, ?> step, List<String> causes) {
        synchronized (lock) {
            if (!results.has(step.step().id())) {
                log.diagnosed(step.step(), causes);
            }
        }
        settle();
    }

    /** The failure has been told before; the run ends when its causes, if any are found, have been told too. */
    private void explained(StepRun<?, ?> step, List<String> causes) {
        synchronized (lock) {
            diagnoses--;
            if (!stopped) {
                results.explain(step.step().id(), causes);
                log.diagnosed(step.step(), causes);
                finishIfDone();
            }
        }
        settle();
    }

    private void giveUp(StepRun<?, ?> step) {
        List<StepId> needed = plan.steps().stream()
                .map(Step::id)
                .filter(step.step().oneOf()::contains)
                .toList();
        String names = needed.stream().map(StepId::text).collect(Collectors.joining(", "));
        Step cause = requireNonNull(steps.get(needed.get(0))).step();
        record(step, Outcome.SKIPPED, "given up as " + step.status() + ", for it needs one of " + names, null);
        log.skipped(step.step(), cause);
        skipSuccessors(step.step().id(), cause);
        lanes.leave(step).ifPresent(this::launch);
        finishIfDone();
    }

    private void skipSuccessors(StepId from, Step cause) {
        for (StepId next : order.after(from)) {
            if (!results.has(next)) {
                StepRun<?, ?> skipped = requireNonNull(steps.get(next));
                record(skipped, Outcome.SKIPPED, "skipped because " + cause.id() + " failed", null);
                log.skipped(skipped.step(), cause);
                skipSuccessors(next, cause);
            }
        }
    }

    private void record(StepRun<?, ?> step, Outcome outcome, String reason, @Nullable RuntimeException failure) {
        results.add(StepResult.of(step.step(), outcome, step.elapsed(timeline.now()), reason, failure));
    }

    private void finishIfDone() {
        if (!stopped && results.areComplete() && diagnoses == 0 && !(halted && busy > 0)) {
            finish();
        }
    }

    private void finish() {
        stopped = true;
        Duration took = Duration.between(started, timeline.now());
        finished = new Report(plan, took, results.inOrder(), outputs, List.of(), Verdict.GOOD);
    }

    boolean isHalted() {
        synchronized (lock) {
            return halted;
        }
    }

    /** Tells what has happened; not to be called with the lock held, for listeners and waiters may go on at once. */
    private void settle() {
        log.tell();
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
