package dev.eksdsl.aws.pacing;

import java.time.Duration;
import java.time.InstantSource;

/** The pace of one account in one region. Sessions of the same account and region share its buckets. Thread-safe. */
public final class Pacer {

    private final Pacing pacing;
    private final String account;
    private final String region;
    private final InstantSource clock;

    Pacer(Pacing pacing, String account, String region, InstantSource clock) {
        this.pacing = pacing;
        this.account = account;
        this.region = region;
        this.clock = clock;
    }

    /** Counts a call that will be made, and tells how long it has to wait until then; zero if it may be made now. */
    public Duration reserve(PacedCall call) {
        return pacing.bucket(call, account, region, clock)
                .map(bucket -> bucket.reserve(clock.instant()))
                .orElse(Duration.ZERO);
    }

    /** AWS has throttled such a call: those that follow are made more slowly for a while. */
    public void throttled(PacedCall call) {
        pacing.bucket(call, account, region, clock).ifPresent(bucket -> bucket.throttled(clock.instant()));
    }
}
