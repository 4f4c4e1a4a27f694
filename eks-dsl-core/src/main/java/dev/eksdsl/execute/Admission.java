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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What stands between a plan and its first step: it is refused, or the cluster is claimed for its declaration. */
record Admission(ResourceTypes types, AwsApi aws, Timeline timeline, Planner planner) {

    /** How long a network that another declaration has half made must rest. Steps on networks take less. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    /**
     * A plan that may run.
     *
     * @param claims reads and writes the cluster's claims
     * @param held whether there is something that follows the plan's declaration now
     * @param takenOver whether the cluster followed another declaration before
     */
    record Admitted(Claims claims, boolean held, boolean takenOver) {}

    /**
     * Checks the plan against AWS and claims the cluster. What it reads is read on the timeline.
     *
     * @return fails as {@link Executor#start} does
     * @throws BlockedPlanException if the plan has steps that may not run
     */
    CompletableFuture<Admitted> admit(Plan plan) {
        if (!plan.blocked().isEmpty()) {
            throw new BlockedPlanException(plan);
        }
        Claims claims = new Claims(types, new Ownership(plan.cluster()), timeline);
        return read(aws::accountId).thenCompose(account -> {
            verifyPlace(plan, account);
            return freshReads(plan, claims).thenCompose(reads -> read(() -> claimed(plan, claims, reads)));
        });
    }

    /** Whether the plan is for here and now. */
    private void verifyPlace(Plan plan, String account) {
        if (!plan.region().equals(aws.region()) || !plan.account().equals(account)) {
            throw new EksDslException("the plan is for " + plan.region() + " of account " + plan.account()
                    + ", but this session is connected to " + aws.region() + " of account " + account);
        }
        plan.leaseUntil().filter(until -> !until.isAfter(timeline.now())).ifPresent(until -> {
            throw new EksDslException(
                    "what the plan creates would have a lease until " + until + ", which is over: plan again");
        });
    }

    /**
     * A network that is half made for another declaration is taken over only if nothing happens to it for a while: whoever
     * is at work on it can be seen by that, and what both would make of it would fit neither.
     */
    private CompletableFuture<AwsApi> freshReads(Plan plan, Claims claims) {
        AwsApi reads = aws.remembering();
        return planner.verifyFresh(plan, reads)
                .thenCompose(fresh -> read(() -> isHalfMadeByAnother(plan, claims, reads)))
                .thenCompose(isHalfMade -> isHalfMade
                        ? rest().thenCompose(over -> againFresh(plan))
                        : CompletableFuture.completedFuture(reads));
    }

    private static boolean isHalfMadeByAnother(Plan plan, Claims claims, AwsApi reads) {
        return plan.goal() == Goal.APPLY
                && !plan.isEmpty()
                && plan.claim()
                        .filter(claim -> claims.isHalfMadeByAnother(claim, reads))
                        .isPresent();
    }

    private CompletableFuture<AwsApi> againFresh(Plan plan) {
        AwsApi later = aws.remembering();
        return planner.verifyFresh(plan, later).thenApply(fresh -> later);
    }

    private CompletableFuture<Void> rest() {
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        timeline.schedule(QUIET, () -> quiet.complete(null));
        return quiet;
    }

    private <T> CompletableFuture<T> read(Supplier<T> read) {
        return new Attempts(timeline).read(read);
    }

    /** The cluster follows this plan's declaration from now on; another run that is under way will see it. */
    private Admitted claimed(Plan plan, Claims claims, AwsApi reads) {
        boolean takenOver = !plan.isEmpty()
                && plan.claim().map(claim -> claims.take(claim, reads, aws)).orElse(false);
        return new Admitted(claims, claims.holder(reads).isPresent(), takenOver);
    }
}
