package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.NotYetPermittedException;
import dev.eksdsl.aws.SharedReads;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.plan.CriticalPath;
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
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan. A step starts when all before it have succeeded and its lane is free; it makes a call, and says when it
 * wants to look again; in between it is nothing but an entry in the timeline.
 */
final class Run {

    /** In it, steps that began at the same time make their calls, and then share a read. */
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final Plan plan;
    private final SharedReads reads;
    private final Timeline timeline;
    private final RunLog log;
    private final Watch watch;
    private final CompletableFuture<Report> completion = new CompletableFuture<>();
    private final Outputs outputs = new Outputs();

    private final Object lock = new Object();
    private final Map<StepId, StepRun<?, ?>> steps = new LinkedHashMap<>();
    private final Order order;
    private final Results results;
    private final Lanes lanes = new Lanes();
    private final Slack slack;
    private final Pauses pauses;
    private final StepEnds ends;
    private final Expectations expectations;
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
        this.reads = engine.reads();
        this.timeline = engine.timeline();
        this.log = log;
        this.watch = watch;
        this.order = new Order(plan);
        this.results = new Results(plan);
        this.diagnosis = new Diagnosis(engine.aws(), new Ownership(plan.cluster()), timeline, this::die);
        this.started = timeline.now();
        for (Step step : plan.steps()) {
            steps.put(
                    step.id(),
                    StepRun.of(engine.types().kind(step.resource().kind()), step, outputs, engine.experience()));
        }
        this.slack = new Slack(CriticalPath.of(
                plan, step -> requireNonNull(steps.get(step.id())).prior().median()));
        this.expectations = new Expectations(
                plan.forecast(step -> requireNonNull(steps.get(step.id())).prior()), timeline, log);
        this.pauses = new Pauses(engine, results, slack, this::advance);
        this.ends = new StepEnds(steps, order, results, slack, pauses, expectations, log, timeline);
    }

    CompletableFuture<Report> completion() {
        return completion;
    }

    void start() {
        synchronized (lock) {
            expectations.begin();
            ready(order.free());
            finishIfDone();
        }
        settle();
    }

    /** Ends the run at once; no further call is made. */
    void cancel(String why) {
        synchronized (lock) {
            if (!stopped) {
                ends.interrupted(why);
                finish();
            }
        }
        settle();
    }

    private void ready(List<StepId> free) {
        free.stream().filter(id -> !results.has(id)).forEach(id -> ready(requireNonNull(steps.get(id))));
    }

    /** All that the step waits for has come. */
    private void ready(StepRun<?, ?> step) {
        if (!step.step().acts()) {
            succeeded(step, Outcome.UNCHANGED);
        } else if (lanes.enter(step)) {
            launch(step);
        }
    }

    private void launch(StepRun<?, ?> step) {
        if (results.has(step.step().id())) {
            lanes.leave(step).ifPresent(this::launch);
            return;
        }
        step.start(timeline.now(), reads.view());
        slack.expect(step.step().id(), timeline.now().plus(step.prior().median()));
        expectations.started(step.step());
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
            Optional<String> status = step.turn()
                    .take(() ->
                            step.advance(new RunActing(step.aws(), plan, step, outputs, timeline), watch::beforeWrite));
            outcome = () -> advanced(step, status);
        } catch (NotYetPermittedException e) {
            outcome = () -> held(step, e.delay());
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
        ends.interrupted("given up, for " + why.getMessage() + ",");
        finishIfDone();
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
            leaveLane(step);
            pauses.hasten();
            return;
        }
        if (step.goesOnSoon()) {
            timeline.schedule(A_MOMENT, () -> advance(step));
            return;
        }
        Set<StepId> others = results.missedBy(step);
        if (!others.isEmpty()) {
            ends.givenUp(step, others);
            leaveLane(step);
            return;
        }
        if (step.hasBegun()) {
            ready(order.freedByBegin(step.step().id()));
        }
        Duration elapsed = step.elapsed(timeline.now());
        Duration expected = step.step().timing().expected();
        expectations.waiting(step);
        if (Diagnosis.isOverdue(elapsed, expected) && step.isFirstSuspicion()) {
            diagnosis.ask(step, causes -> suspected(step, causes));
        }
        pauses.untilNextLook(step);
    }

    private void leaveLane(StepRun<?, ?> step) {
        lanes.leave(step).ifPresent(this::launch);
        finishIfDone();
    }

    /** A call has to wait for its moment: the step goes on then, as if it had been made at once. */
    private void held(StepRun<?, ?> step, Duration delay) {
        step.isHeldFor(delay);
        timeline.schedule(delay, () -> advance(step));
    }

    private void refused(StepRun<?, ?> step, AwsCallException failure) {
        Optional<Duration> delay = step.failedOnce().next(failure, timeline.now());
        if (delay.isEmpty()) {
            failed(step, failure);
            return;
        }
        log.retried(step.step(), failure, delay.get());
        pauses.pause(step, delay.get());
    }

    private void succeeded(StepRun<?, ?> step, Outcome outcome) {
        outputs.add(step.step().resource(), step.outputs());
        ends.succeeded(step, outcome);
        ready(order.freedBy(step.step().id()));
        ready(order.freedByBegin(step.step().id()));
    }

    private void failed(StepRun<?, ?> step, RuntimeException failure) {
        ends.failed(step, failure);
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

    private void finishIfDone() {
        if (!stopped && results.areComplete() && diagnoses == 0 && !(halted && busy > 0)) {
            finish();
        }
    }

    private void finish() {
        stopped = true;
        Duration took = Duration.between(started, timeline.now());
        finished = new Report(plan, took, results.inOrder(), outputs.all(), List.of(), Verdict.GOOD);
    }

    /** What is left to wait for. */
    Outlook outlook() {
        synchronized (lock) {
            return expectations.now();
        }
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
}
