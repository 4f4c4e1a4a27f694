package dev.eksdsl;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.Problems;
import java.time.Duration;

/** What is wrong with a time to live. */
final class LeaseChecks {

    /** A control plane and its nodes take about a quarter of an hour, and half an hour on a bad day. */
    private static final Duration CREATION = Duration.ofMinutes(30);

    /** What stays longer is not ephemeral; and far beyond it there are no calendar days. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private static final String PATH = "timeToLive";
    private static final String SENSIBLE = "at least " + CREATION.toMinutes() + " minutes";

    private LeaseChecks() {}

    static void check(Problems problems, Duration time) {
        if (time.isNegative() || time.isZero()) {
            problems.error(
                    "EKS-L01",
                    PATH,
                    time + " is no time to live: a sweep could delete the cluster while it is made",
                    SENSIBLE);
        } else if (time.compareTo(CREATION) < 0) {
            problems.warnIf(
                    true,
                    "EKS-L02",
                    PATH,
                    "a cluster may take longer than " + DurationText.of(time)
                            + " to create, and a sweep deletes it then before it was of use",
                    SENSIBLE);
        } else if (time.compareTo(LONGEST) > 0) {
            problems.error(
                    "EKS-L03",
                    PATH,
                    "more than ten years is no lease",
                    "no time to live at all, so that the cluster stays until somebody destroys it");
        }
    }
}
