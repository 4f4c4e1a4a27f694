package dev.eksdsl.testing.engine.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The process that makes a cluster dies at any of its writes, and nobody comes back. A sweep deletes what it has left, all of
 * it, when the lease is over; and nothing of it before.
 */
class SweepCrashTest {

    private static final EksClusterSpec SPEC = Ephemeral.everything();

    @Test
    void apply_diesAtAnyWrite_isSweptWhenTheLeaseIsOver_andNotBefore() {
        int writes = writes();
        List<String> wrong = new ArrayList<>();
        for (int n = 1; n <= writes; n++) {
            for (boolean effect : List.of(false, true)) {
                try {
                    dieAndSweep(n, effect, new Random(n));
                } catch (AssertionError | RuntimeException e) {
                    wrong.add("dying " + (effect ? "after" : "before") + " write " + n + ": " + e);
                }
            }
        }
        System.out.printf("sweep: %d crash points, %d not as they should be%n", 2 * writes, wrong.size());
        assertThat(wrong).as("of %d crash points", 2 * writes).isEmpty();
    }

    /** The sweep dies as well, at each of its writes; the next one finishes. */
    @Test
    void sweep_diesAtAnyWrite_isCompletedByTheNext() {
        int writes;
        try (FakeAws aws = Ephemeral.with(SPEC)) {
            aws.clock().advance(Ephemeral.LIFE);
            long mark = aws.calls().mark();
            aws.session().sweep(s -> s.delete()).orThrow();
            writes = aws.calls().since(mark).writes().count();
        }
        List<String> wrong = new ArrayList<>();
        for (int n = 1; n <= writes; n++) {
            try (FakeAws aws = Ephemeral.with(SPEC)) {
                aws.clock().advance(Ephemeral.LIFE);
                aws.faults().crashAfterWrite(n);
                EksSession dying = aws.session();
                assertThatThrownBy(() -> dying.sweep(s -> s.delete())).isInstanceOf(SimulatedCrash.class);

                aws.session().sweep(s -> s.delete()).orThrow();
                assertThat(aws.inventory()).extracting(InventoryItem::toString).isEmpty();
            } catch (AssertionError | RuntimeException e) {
                wrong.add("dying after write " + n + ": " + e);
            }
        }
        System.out.printf("sweep that dies: %d crash points, %d not healed%n", writes, wrong.size());
        assertThat(wrong).as("of %d crash points", writes).isEmpty();
    }

    private static void dieAndSweep(int write, boolean effect, Random random) {
        try (FakeAws aws = aws()) {
            if (effect) {
                aws.faults().crashAfterWrite(write);
            } else {
                aws.faults().onWrite(write).crashBefore();
            }
            EksSession dying = aws.session();
            var end = dying.plan(SPEC).leaseUntil().orElseThrow();
            assertThatThrownBy(() -> dying.apply(dying.plan(SPEC))).isInstanceOf(SimulatedCrash.class);
            aws.clock().advance(Duration.ofMinutes(1)); // what nobody waits for any more comes to rest
            List<InventoryItem> left = aws.inventory();

            EksSession sweeping = aws.session();
            long rest = Duration.between(aws.clock().now(), end).toSeconds();
            aws.clock().advance(Duration.ofSeconds((long) (random.nextDouble() * (rest - 1))));
            long mark = aws.calls().mark();
            sweeping.sweep(s -> s.delete()).orThrow();
            assertThat(aws.calls().since(mark).writes().list()).isEmpty();
            assertThat(aws.inventory()).hasSizeGreaterThanOrEqualTo(left.size());

            aws.clock().advance(Duration.between(aws.clock().now(), end).plusSeconds(random.nextInt(3600)));
            sweeping.sweep(s -> s.delete()).orThrow();
            assertThat(aws.inventory()).extracting(InventoryItem::toString).isEmpty();
        }
    }

    private static int writes() {
        try (FakeAws aws = aws()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            return aws.calls().writes().count();
        }
    }

    private static FakeAws aws() {
        return FakeAws.builder()
                .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
                .build();
    }
}
