package dev.eksdsl.execute;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.time.Timeline;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Runs plans. Thread-safe. */
public final class Executor {

    private final ResourceTypes types;
    private final AwsApi aws;
    private final Timeline timeline;
    private final Planner planner;

    public Executor(ResourceTypes types, AwsApi aws, Timeline timeline, Planner planner) {
        this.types = types;
        this.aws = aws;
        this.timeline = timeline;
        this.planner = planner;
    }

    /**
     * Checks the plan against AWS, then starts it and returns.
     *
     * @throws BlockedPlanException if it has steps that may not run
     * @throws dev.eksdsl.plan.StalePlanException if AWS has changed since it was made
     * @throws EksDslException if it was made for another account or region
     */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener) {
        if (!plan.blocked().isEmpty()) {
            throw new BlockedPlanException(plan);
        }
        String account = timeline.await(new Attempts(timeline).read(aws::accountId));
        if (!plan.region().equals(aws.region()) || !plan.account().equals(account)) {
            throw new EksDslException("the plan is for " + plan.region() + " of account " + plan.account()
                    + ", but this session is connected to " + aws.region() + " of account " + account);
        }
        planner.verifyFresh(plan);
        Run run = new Run(plan, types, aws, timeline, new EventQueue(listener));
        run.start();
        return plan.goal() == Goal.DESTROY ? new Destruction(run, planner) : run;
    }

    /**
     * Runs the plan and waits for its end. If the waiting thread is interrupted, the run is cancelled; the report still
     * comes, and the thread's interrupt flag is set.
     */
    public Report run(Plan plan, Consumer<? super ProgressEvent> listener) {
        ApplyHandle handle = start(plan, listener);
        try {
            return timeline.await(handle.completion());
        } catch (CancellationException interrupted) {
            handle.cancel();
            return handle.completion().join();
        }
    }

    /** A destruction ends with a look at what is left. */
    private record Destruction(Run run, CompletableFuture<Report> completion) implements ApplyHandle {

        Destruction(Run run, Planner planner) {
            this(
                    run,
                    run.completion()
                            .thenApply(report -> report.withLeft(
                                    planner.whatExists(report.plan().cluster()))));
        }

        @Override
        public void cancel() {
            run.cancel();
        }
    }
}
