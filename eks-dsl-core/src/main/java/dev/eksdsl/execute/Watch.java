package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.OtherDeclarationException;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that a run does not write any more when another declaration has taken the cluster over: before a step writes,
 * the claim is read again if it was not read within the last {@link #FRESH}. Thread-safe.
 */
final class Watch {

    /** How long a claim that was read is believed. For so long a run may go on after another one has taken over. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private final Claims claims;
    private final Optional<String> declaration;
    private final boolean destroys;
    private final AwsApi aws;
    private final Timeline timeline;
    private boolean held;
    private Instant seen;

    /**
     * @param held whether the cluster has been claimed for the plan's declaration; not if there is none yet
     * @param seen when that was read
     */
    Watch(Claims claims, Plan plan, boolean held, Instant seen, AwsApi aws, Timeline timeline) {
        this.claims = claims;
        this.declaration = plan.claim();
        this.destroys = plan.goal() == Goal.DESTROY;
        this.aws = aws;
        this.timeline = timeline;
        this.held = held;
        this.seen = seen;
    }

    /**
     * To be called before a write.
     *
     * @throws OtherDeclarationException if the cluster follows another declaration
     * @throws dev.eksdsl.aws.AwsCallException if AWS cannot be asked
     */
    synchronized void beforeWrite() {
        if (declaration.isPresent() && !timeline.now().isBefore(seen.plus(FRESH))) {
            Optional<String> holder = claims.holder(aws);
            if (isLost(holder)) {
                throw new OtherDeclarationException(claims.owner().cluster(), holder.orElse(""));
            }
            accept(holder);
        }
    }

    /**
     * Whether the run must give way to what was read: to another declaration, and to nobody if the cluster had followed this
     * one, for then it was deleted. A destruction takes its own claims away.
     */
    synchronized boolean isLost(Optional<String> holder) {
        if (declaration.isEmpty() || holder.equals(declaration)) {
            return false;
        }
        return holder.isPresent() || held && !destroys;
    }

    /** Whether the cluster is known to follow this run's declaration. */
    synchronized boolean isHeld() {
        return held;
    }

    /** When the cluster was last known to follow this run's declaration. */
    synchronized Instant seen() {
        return seen;
    }

    /** What was read, and is not lost. */
    private void accept(Optional<String> holder) {
        held |= holder.isPresent();
        seen = timeline.now();
    }
}
