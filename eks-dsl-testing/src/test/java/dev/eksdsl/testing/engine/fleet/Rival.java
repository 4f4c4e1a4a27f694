package dev.eksdsl.testing.engine.fleet;

import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;

/** Another process in the fake's own account, which lists clusters ten times a second: half of what EKS allows. */
final class Rival {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final FakeAws aws;
    private final EksClient eks;
    private final Supplier<List<BucketUse>> limits;
    private int lowest = 100;
    private Timeline.Scheduled next;

    /** @param limits what becomes of the fleet's limits */
    Rival(FakeAws aws, Supplier<List<BucketUse>> limits) {
        this.aws = aws;
        this.eks = aws.eksClient();
        this.limits = limits;
        this.next = aws.timeline().execute(this::call);
    }

    private void call() {
        try {
            eks.listClusters();
        } catch (EksException throttled) {
            // it takes what it gets, and does not slow down
        }
        limits.get().forEach(use -> lowest = Math.min(lowest, use.percent()));
        next = aws.timeline().schedule(PAUSE, this::call);
    }

    /** How far down a limit of the fleet has been, in percent of its rate. */
    int lowest() {
        return lowest;
    }

    void stop() {
        next.cancel();
    }
}
