package dev.eksdsl.reliability.matrix;

import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How slowly AWS lets others see what was done.
 *
 * @param lag until EC2 shows what was made
 * @param settling until IAM's roles can be used everywhere
 */
record Surroundings(Duration lag, Duration settling) {

    /** All that the matrix goes through. */
    static final List<Surroundings> ALL = all();

    /** Those that a seed stands for: neighbours differ. */
    static Surroundings of(long seed) {
        return ALL.get(Math.floorMod(seed, ALL.size()));
    }

    void set(FakeAws aws) {
        aws.durations().set(Durations.Of.EC2_READ_AFTER_WRITE, lag);
        aws.durations().set(Durations.Of.IAM_SETTLE, settling);
    }

    private static List<Surroundings> all() {
        List<Surroundings> all = new ArrayList<>();
        for (int settling : new int[] {8, 0, 30}) {
            for (int lag : new int[] {2, 0, 10}) {
                all.add(new Surroundings(Duration.ofSeconds(lag), Duration.ofSeconds(settling)));
            }
        }
        return List.copyOf(all);
    }
}
