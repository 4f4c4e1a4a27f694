package dev.eksdsl.sweep;

import dev.eksdsl.execute.Report;
import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One cluster that a sweep came upon: whatever of it exists, if only a role. A value.
 *
 * @param until when its lease ends or has ended: the latest of all that its resources carry
 * @param holds what exists of it, or existed before it was deleted; empty where the sweep had no reason to look
 * @param reason why it was refused or could not be deleted; empty otherwise
 * @param report what came of its deletion, if this sweep began it
 */
public record SweepFinding(
        String region,
        String cluster,
        SweepOutcome outcome,
        Optional<Instant> until,
        List<ResourceId> holds,
        String reason,
        Optional<Report> report) {

    public SweepFinding {
        holds = List.copyOf(holds);
    }

    static SweepFinding of(Place place, Standing standing, Collection<ResourceId> holds) {
        return new SweepFinding(
                place.region(),
                place.cluster(),
                standing.outcome(),
                standing.until(),
                List.copyOf(holds),
                standing.reason(),
                Optional.empty());
    }

    /** Somebody else was faster. */
    SweepFinding gone() {
        return new SweepFinding(region, cluster, SweepOutcome.DELETED, until, holds, "", Optional.empty());
    }

    SweepFinding refused(String why) {
        return new SweepFinding(region, cluster, SweepOutcome.REFUSED, until, holds, why, Optional.empty());
    }

    SweepFinding failed(String why) {
        return new SweepFinding(region, cluster, SweepOutcome.FAILED, until, holds, why, Optional.empty());
    }

    SweepFinding ended(Report ended) {
        SweepOutcome outcome = ended.isSuccess() ? SweepOutcome.DELETED : SweepOutcome.FAILED;
        String why = ended.isSuccess() ? "" : ended.toString();
        return new SweepFinding(region, cluster, outcome, until, holds, why, Optional.of(ended));
    }
}
