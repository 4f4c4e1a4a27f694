package dev.eksdsl.aws.pacing;

import java.time.Duration;
import java.util.List;

/**
 * What has become of a bucket so far.
 *
 * @param name which one
 * @param rate what AWS allows, as far as is known: how much it holds, and how fast it fills
 * @param calls how many calls were counted against it
 * @param throttled how many of them AWS has throttled nevertheless
 * @param percent of its rate that it is at: 100 unless AWS has throttled lately
 * @param backlog how long the last in line has to wait
 * @param waited how long calls had to wait, summed up
 */
public record BucketUse(
        BucketName name, Rate rate, long calls, long throttled, int percent, Duration backlog, Duration waited) {

    /** The least time in which so many calls can be made: what the full bucket does not hold has to flow in. */
    public Duration least() {
        return Duration.ofMillis((long) (Math.max(0, calls - rate.burst()) / rate.perSecond() * 1000));
    }

    /** How long a call had to wait, on average. */
    public Duration averageWait() {
        return calls == 0 ? Duration.ZERO : waited.dividedBy(calls);
    }

    /**
     * What has become of it since; rate, percent and backlog are those of now.
     *
     * @param before what had become of all buckets then
     */
    public BucketUse since(List<BucketUse> before) {
        return before.stream()
                .filter(use -> use.name.equals(name))
                .findFirst()
                .map(use -> new BucketUse(
                        name,
                        rate,
                        calls - use.calls,
                        throttled - use.throttled,
                        percent,
                        backlog,
                        waited.minus(use.waited)))
                .orElse(this);
    }
}
