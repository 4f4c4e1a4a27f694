package dev.eksdsl.execute;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Runs plans. Thread-safe. */
public final class Executor {

    /** How long a network that another declaration has half made must rest. Steps on networks take less. */
    private static final Duration QUIET = Duration.ofSeconds(10);

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
        deadlines.check(types);
        if (!plan.blocked().isEmpty()) {
            throw new BlockedPlanException(plan);
        }
        String account = timeline.await(new Attempts(timeline).read(aws::accountId));
        if (!plan.region().equals(aws.region()) || !plan.account().equals(account)) {
            throw new EksDslException("the plan is for " + plan.region() + " of account " + plan.account()
                    + ", but this session is connected to " + aws.region() + " of account " + account);
        }
        plan.leaseUntil().filter(until -> !until.isAfter(timeline.now())).ifPresent(until -> {
            throw new EksDslException(
                    "what the plan creates would have a lease until " + until + ", which is over: plan again");
        });
        Claims claims = new Claims(types, new Ownership(plan.cluster()), timeline);
        AwsApi reads = verifyFresh(plan, claims);
        boolean takenOver = !plan.isEmpty() && take(claims, plan, reads);
        Watch watch = new Watch(claims, plan, claims.holder(reads).isPresent(), aws, timeline);
        Engine engine = new Engine(types, aws, timeline, planner, deadlines);
        RunLog log = new RunLog(new EventQueue(listener), timeline);
        Course course = new Course(engine, plan, claims, watch, takenOver, log);
        course.start();
        return course;
    }

    /**
     * A network that is half made for another declaration is taken over only if nothing happens to it for a while: whoever
     * is at work on it can be seen by that, and what both would make of it would fit neither.
     */
    private AwsApi verifyFresh(Plan plan, Claims claims) {
        AwsApi reads = aws.remembering();
        planner.verifyFresh(plan, reads);
        boolean isHalfMade = plan.goal() == Goal.APPLY
                && !plan.isEmpty()
                && plan.claim()
                        .filter(claim -> claims.isHalfMadeByAnother(claim, reads))
                        .isPresent();
        if (!isHalfMade) {
            return reads;
        }
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        timeline.schedule(QUIET, () -> quiet.complete(null));
        timeline.await(quiet);
        AwsApi later = aws.remembering();
        planner.verifyFresh(plan, later);
        return later;
    }

    /** The cluster follows this plan's declaration from now on; another run that is under way will see it. */
    private boolean take(Claims claims, Plan plan, AwsApi reads) {
        return plan.claim()
                .map(claim -> timeline.await(new Attempts(timeline).read(() -> claims.take(claim, reads, aws))))
                .orElse(false);
    }

    /**
     * Runs the plan and waits for its end. If the waiting thread is interrupted, the run is cancelled; the report still
     * comes, and the thread's interrupt flag is set.
     */
    public Report run(Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        return end(start(plan, listener, deadlines));
    }

    /**
     * Runs the plan likewise, with the deadlines of the kinds, but not for longer than the limit.
     *
     * @param why what the report tells of each step that was not done by then
     */
    Report run(Plan plan, Consumer<? super ProgressEvent> listener, Duration limit, String why) {
        ApplyHandle handle = start(plan, listener, Deadlines.standard());
        Timeline.Scheduled stop = timeline.schedule(limit, () -> handle.cancel(why));
        try {
            return end(handle);
        } finally {
            stop.cancel();
        }
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
