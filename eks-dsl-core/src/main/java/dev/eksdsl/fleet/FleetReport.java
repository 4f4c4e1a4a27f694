package dev.eksdsl.fleet;

import dev.eksdsl.aws.pacing.BucketUse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a fleet. Immutable.
 *
 * @param took from the first call to the last
 * @param results one for each cluster, ordered
 * @param buckets what has become of AWS's limits during the run, as far as calls were counted against them
 */
public record FleetReport(Duration took, List<MemberResult> results, List<BucketUse> buckets) {

    public FleetReport {
        results = results.stream()
                .sorted((one, other) -> one.member().compareTo(other.member()))
                .toList();
        buckets = List.copyOf(buckets);
    }

    /** Whether every cluster is as wished. */
    public boolean isSuccess() {
        return results.stream().allMatch(MemberResult::isSuccess);
    }

    /** Those that are not as wished. */
    public List<MemberResult> failures() {
        return results.stream().filter(result -> !result.isSuccess()).toList();
    }

    /** The limit that calls have waited for longest, on average; empty if none had to wait. */
    public Optional<BucketUse> slowestBucket() {
        return buckets.stream()
                .filter(bucket -> !bucket.averageWait().isZero())
                .max(Comparator.comparing(BucketUse::averageWait));
    }

    /** How many calls AWS has throttled. */
    public long throttled() {
        return buckets.stream().mapToLong(BucketUse::throttled).sum();
    }

    /** A summary on the first line, then what failed and why, and what to do next. */
    @Override
    public String toString() {
        return FleetReportText.of(this);
    }
}
