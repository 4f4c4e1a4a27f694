package dev.eksdsl.execute;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A plan on its way: its steps, then a look at AWS. Where somebody else has meanwhile changed what the steps had done, it is
 * set right in a further round, as long as the cluster follows this plan's declaration. A step that failed is told, not
 * tried again; but where there was nothing yet that could carry a claim, two runs do not see each other, and what the other
 * one took away may be the cause: there it is set right, too.
 *
 * <p>Goes from one stage to the next, on threads of the timeline; {@link #cancel} may come from any thread.
 */
final class Course implements ApplyHandle {

    /** How often what somebody else has changed is set right, before it is left to people. */
    private static final int MOST = 3;

    /** Reads of EC2 lag behind writes by seconds: a difference counts if it is still there after this time. */
    private static final Duration LAG = Duration.ofSeconds(5);

    /** How long after taking a cluster over the last look is made: a run that had it before may write for half of it. */
    private static final Duration HANDOVER = Watch.FRESH.multipliedBy(2);

    private final Engine engine;
    private final Plan plan;
    private final Claims claims;
    private final Watch watch;
    private final boolean isUnclaimed;
    private final Instant lookNotBefore;
    private final RunLog log;
    private final CompletableFuture<Report> completion = new CompletableFuture<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final List<String> repaired = new CopyOnWriteArrayList<>();
    private int round;
    private volatile boolean cancelled;
    private volatile @Nullable Run current;

    /** @param takenOver whether the cluster followed another declaration before this plan was begun with */
    Course(Engine engine, Plan plan, Claims claims, Watch watch, boolean takenOver, RunLog log) {
        this.engine = engine;
        this.plan = plan;
        this.claims = claims;
        this.watch = watch;
        this.isUnclaimed = !watch.isHeld();
        this.lookNotBefore = takenOver ? now().plus(HANDOVER) : now();
        this.log = log;
    }

    @Override
    public CompletableFuture<Report> completion() {
        return completion;
    }

    @Override
    public Optional<Outlook> outlook() {
        return Optional.ofNullable(current).map(Run::outlook);
    }

    /** Ends at once, without a last look: whoever cancels does not want to wait for it. */
    @Override
    public void cancel() {
        cancelled = true;
        Run run = current;
        if (run != null) {
            run.cancel("cancelled");
            run.completion().thenAccept(report -> tell(unlooked(report)));
        }
    }

    @Override
    public void cancel(String why) {
        Run run = current;
        if (run != null) {
            run.cancel(why);
        }
    }

    void start() {
        log.started(plan);
        run(plan, Optional.empty()).whenComplete((report, failure) -> {
            if (failure == null) {
                tell(report);
            } else {
                completion.completeExceptionally(Sight.cause(failure));
            }
        });
    }

    private CompletableFuture<Report> run(Plan steps, Optional<Report> before) {
        Run run = new Run(engine, steps, log, watch);
        current = run;
        if (cancelled) {
            run.cancel("cancelled");
        }
        CompletableFuture<Report> ended = run.completion()
                .thenApply(report -> before.map(earlier -> earlier.then(report)).orElse(report))
                .thenCompose(report -> conclude(report, run.isHalted()));
        run.start();
        return ended;
    }

    private CompletableFuture<Report> conclude(Report report, boolean halted) {
        if (cancelled) {
            return CompletableFuture.completedFuture(unlooked(report));
        }
        if (plan.goal() == Goal.DESTROY) {
            return lookForRest(report);
        }
        return plan.isEmpty()
                ? CompletableFuture.completedFuture(report)
                : after(Duration.between(now(), lookNotBefore)).thenCompose(x -> look(report, halted, false));
    }

    /** A destruction ends with what is left. Whether more of that is to go, whoever asked for the destruction decides. */
    private CompletableFuture<Report> lookForRest(Report report) {
        AwsApi reads = engine.reads().view().remembering();
        return engine.planner().whatExists(plan.cluster(), reads).thenApply(there -> {
            Report looked = report.withLeft(Leftovers.found(report, there));
            return looked.isSuccess() ? looked : looked.with(verdict(List.of(), takeover(reads)));
        });
    }

    /** The report of a run that was cancelled: it comes at once. */
    private Report unlooked(Report report) {
        if (plan.goal() == Goal.DESTROY) {
            return report.withLeft(Leftovers.supposed(report, engine.planner()));
        }
        return report.isSuccess() ? report.with(unseen("the run was cancelled")) : report;
    }

    /** @param again whether a difference has been seen already, and may have been but a lag */
    private CompletableFuture<Report> look(Report report, boolean halted, boolean again) {
        AwsApi reads = engine.reads().view().remembering();
        return Sight.at(engine.planner(), plan, reads)
                .thenCompose(sight -> judge(report, sight, halted, again))
                .exceptionally(failure -> {
                    if (Sight.cause(failure) instanceof EksDslException known) {
                        return report.with(unseen(String.valueOf(known.getMessage())));
                    }
                    throw new CompletionException(Sight.cause(failure));
                });
    }

    private CompletableFuture<Report> judge(Report report, Sight sight, boolean halted, boolean again) {
        if (sight.differing().isEmpty()) {
            return end(report, List.of(), Optional.empty());
        }
        Optional<Takeover> takeover = takeover(sight.reads());
        if (takeover.isPresent()) {
            return end(report, sight.differing(), takeover);
        }
        if (!report.failures().isEmpty() && !halted && !isUnclaimed) {
            return end(report, List.of(), Optional.empty());
        }
        List<String> surprises = sight.surprises(report);
        if (surprises.isEmpty() && !halted) {
            return end(report, List.of(), Optional.empty());
        }
        if (!again && !halted) {
            return after(LAG).thenCompose(x -> look(report, false, true));
        }
        if (round == MOST || sight.remedy().isEmpty()) {
            return end(report, sight.differing(), Optional.empty());
        }
        return new Attempts(engine.timeline()).read(() -> claim(sight.reads())).thenCompose(x -> {
            round++;
            repaired.addAll(surprises);
            log.resumed(sight.remedy().get());
            return run(sight.remedy().get(), Optional.of(report));
        });
    }

    /** Of all that can be claimed, what does not speak for the cluster may still carry another's claim. */
    private boolean claim(AwsApi reads) {
        return plan.claim()
                .map(claim -> claims.take(claim, reads, engine.aws()))
                .orElse(false);
    }

    private Optional<Takeover> takeover(AwsApi reads) {
        Optional<String> holder = claims.holder(reads);
        return watch.isLost(holder)
                ? Optional.of(new Takeover(holder.orElse(""), watch.seen(), now()))
                : Optional.empty();
    }

    private CompletableFuture<Report> end(Report report, List<String> differing, Optional<Takeover> takeover) {
        return CompletableFuture.completedFuture(report.with(verdict(differing, takeover)));
    }

    private Verdict verdict(List<String> differing, Optional<Takeover> takeover) {
        return new Verdict(repaired, differing, takeover, Optional.empty());
    }

    private Verdict unseen(String why) {
        return new Verdict(repaired, List.of(), Optional.empty(), Optional.of(why));
    }

    private void tell(Report report) {
        if (told.compareAndSet(false, true)) {
            log.finished(report);
            log.tell();
            completion.complete(report);
        }
    }

    private CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        engine.timeline().schedule(delay, () -> over.complete(null));
        return over;
    }

    private Instant now() {
        return engine.timeline().now();
    }
}
