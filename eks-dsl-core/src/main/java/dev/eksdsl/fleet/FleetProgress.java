package dev.eksdsl.fleet;

import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.PlanText;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a fleet is.
 *
 * @param elapsed since the start
 * @param total how many clusters there are
 * @param done how many are as wished
 * @param failed how many have ended otherwise
 * @param slowest the limit at which calls wait longest at this moment; empty if none has to wait
 */
public record FleetProgress(Duration elapsed, int total, int done, int failed, Optional<BucketUse> slowest) {

    /** How many have not ended. */
    public int underWay() {
        return total - done - failed;
    }

    /** One line, of at most 80 columns. */
    @Override
    public String toString() {
        String line = "%7s  %,d of %,d done, %,d under way, %,d failed"
                .formatted(DurationText.of(elapsed), done, total, underWay(), failed);
        String full = line
                + slowest.map(use -> " · " + use.name().service() + " "
                                + use.name().operation() + " " + DurationText.of(use.backlog())
                                + (use.percent() < 100 ? " at " + use.percent() + "%" : ""))
                        .orElse("");
        return full.length() <= PlanText.WIDTH ? full : full.substring(0, PlanText.WIDTH - 1) + "…";
    }
}
