package dev.eksdsl.sweep;

import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.time.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The deletion of one expired cluster. Between the first look and the first deletion the cluster is looked at again: somebody
 * may have extended its lease, or another sweep may be at work on it.
 */
final class Removal {

    /** How often it plans anew because AWS moves: another sweep, or somebody's apply. */
    private static final int PLANS = 5;

    private final Place place;
    private final SweptRegion region;
    private final Timeline timeline;
    private SweepFinding finding;
    private @Nullable ApplyHandle handle;

    Removal(SweepFinding expired, SweptRegion region, Timeline timeline) {
        this.place = new Place(expired.region(), expired.cluster());
        this.finding = expired;
        this.region = region;
        this.timeline = timeline;
    }

    /** Begins, if nothing speaks against it by now, and returns. */
    Removal start() {
        try {
            begin();
        } catch (EksDslException e) {
            finding = finding.failed(String.valueOf(e.getMessage()));
        }
        return this;
    }

    /** Waits for the end. */
    SweepFinding end() {
        if (handle == null) {
            return finding;
        }
        try {
            return finding.ended(timeline.await(handle.completion()));
        } catch (EksDslException e) {
            return finding.failed(String.valueOf(e.getMessage()));
        }
    }

    void cancel() {
        if (handle != null) {
            handle.cancel();
        }
    }

    private void begin() {
        for (int i = 1; handle == null; i++) {
            Plan plan = region.planDestroy(place.cluster());
            Look look = Look.at(place, region, timeline);
            if (look.holdings().isEmpty()) {
                finding = finding.gone();
                return;
            }
            if (look.standing().outcome() != SweepOutcome.EXPIRED) {
                finding = look.finding();
                return;
            }
            if (!plan.blocked().isEmpty()) {
                finding = finding.refused(plan.blocked().get(0).blocked().orElse("it may not be deleted"));
                return;
            }
            handle = started(plan, look, i == PLANS);
        }
    }

    private @Nullable ApplyHandle started(Plan plan, Look look, boolean isLast) {
        try {
            if (look.covers(plan, region)) {
                return region.start(plan);
            }
            if (isLast) {
                throw new EksDslException("new resources appear all the time: somebody is at work on it");
            }
        } catch (StalePlanException e) {
            if (isLast) {
                throw e;
            }
        }
        return null;
    }
}
