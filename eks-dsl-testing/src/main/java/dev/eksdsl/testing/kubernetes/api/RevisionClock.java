package dev.eksdsl.testing.kubernetes.api;

import java.time.Duration;
import java.time.Instant;

/**
 * Which past revisions can still be listed: every five minutes the server drops what was overwritten before the five
 * minutes before. Source: "etcd-compaction-interval" of kube-apiserver.
 */
final class RevisionClock {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private Instant next;
    private long mark;
    private long compacted;

    RevisionClock(Instant start) {
        next = start.plus(INTERVAL);
    }

    /** The latest revision at which lists are no longer possible. */
    long compacted(Instant now, long revision) {
        for (int passed = 0; !next.isAfter(now); passed++) {
            if (passed < 2) {
                compacted = mark;
                mark = revision;
            }
            next = next.plus(INTERVAL);
        }
        return compacted;
    }
}
