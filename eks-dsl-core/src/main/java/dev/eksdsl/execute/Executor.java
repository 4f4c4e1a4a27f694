package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.SharedReads;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.LookPolicy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Runs plans. Thread-safe. */
public final class Executor {

    private final ResourceTypes types;
    private final AwsApi aws;
    private final Timeline timeline;
    private final Planner planner;
    private final LookPolicy looks;
    private final Experience experience;

    public Executor(
            ResourceTypes types,
            AwsApi aws,
            Timeline timeline,
            Planner planner,
            LookPolicy looks,
            Experience experience) {
        this.types = types;
        this.aws = aws;
        this.timeline = timeline;
        this.planner = planner;
        this.looks = looks;
        this.experience = experience;
    }

    /** Starts a plan with each kind's own deadlines; see {@link #start(Plan, Consumer, Deadlines)}. */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener) {
        return start(plan, listener, Deadlines.standard());
    }

    /**
     * Checks the plan against AWS, claims the cluster for its declaration, then starts it and returns.
     *
     * @throws BlockedPlanException if it has steps that may not run
     * @throws dev.eksdsl.plan.StalePlanException if AWS has changed since it was made
     * @throws EksDslException if it was made for another account or region, or so long ago that the time to live is over, or a
     *     deadline is set for no kind
     * @throws dev.eksdsl.aws.AwsCallException if the cluster cannot be claimed; nothing else was written
     */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        CompletableFuture<ApplyHandle> begun = begin(plan, listener, deadlines);
        try {
            return timeline.await(begun);
        } catch (CancellationException interrupted) {
            begun.thenAccept(ApplyHandle::cancel);
            throw interrupted;
        }
    }

    /**
     * Does the same without waiting: what {@link #start(Plan, Consumer, Deadlines)} reads of AWS before the first step is read on
     * the timeline. The future fails as that does.
     */
    public CompletableFuture<ApplyHandle> begin(
            Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        deadlines.check(types);
        return new Admission(types, aws, timeline, planner)
                .admit(plan)
                .thenApply(admitted -> course(plan, admitted, listener, deadlines));
    }

    private ApplyHandle course(
            Plan plan, Admission.Admitted admitted, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        Engine engine = engine(deadlines);
        Watch watch = new Watch(
                admitted.claims(),
                plan,
                admitted.held(),
                timeline.now(),
                engine.reads().view(),
                timeline);
        RunLog log = new RunLog(new EventQueue(listener), timeline);
        Course course = new Course(engine, plan, admitted.claims(), watch, admitted.takenOver(), log);
        course.start();
        return course;
    }

    /** Carries out single steps of plans. */
    public StepRunner steps() {
        return new StepRunner(engine(Deadlines.standard()));
    }

    private Engine engine(Deadlines deadlines) {
        return new Engine(types, aws, new SharedReads(aws, timeline), timeline, planner, looks, experience, deadlines);
    }

    /**
     * Runs the plan and waits for its end. If the waiting thread is interrupted, the run is cancelled; the report still
     * comes, and the thread's interrupt flag is set.
     */
    public Report run(Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        return end(start(plan, listener, deadlines));
    }

    private Report end(ApplyHandle handle) {
        try {
            return timeline.await(handle.completion());
        } catch (CancellationException interrupted) {
            handle.cancel();
            return handle.completion().join();
        }
    }
}
