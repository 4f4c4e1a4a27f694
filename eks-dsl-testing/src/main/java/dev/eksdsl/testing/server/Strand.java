package dev.eksdsl.testing.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Where one action of the world draws its ids and durations from. Each call with an effect has a strand of its own, told from the world's
 * seed and the call's place among the effects; each change that it schedules has one told from the call's, and so on. So an
 * id depends on what led to it, and on nothing that happens beside.
 *
 * <p>Not thread-safe: used with the world's lock held.
 */
final class Strand {

    private final long seed;
    private final Map<String, Integer> answers = new HashMap<>();
    private long children;
    private @Nullable Random random;

    Strand(long seed) {
        this.seed = seed;
    }

    /** The strand of the n-th thing that is done from outside. */
    static Strand ofEffect(long worldSeed, long n) {
        return new Strand(mix(mix(worldSeed) ^ n));
    }

    /** The strand of the next change that is scheduled from here. */
    Strand child() {
        children++;
        return new Strand(mix(seed + children * 0x9E3779B97F4A7C15L));
    }

    Random random() {
        if (random == null) {
            random = new Random(seed);
        }
        return random;
    }

    /**
     * A number for the next question of this kind: told from the strand and the kind, and from how often this kind was asked
     * for here. Unlike {@link #random()} it leaves no trace: an answer that comes to nothing does not make an effect.
     */
    long answer(String kind) {
        int before = answers.merge(kind, 1, Integer::sum) - 1;
        return mix(mix(seed + kind.hashCode()) + before * 0x9E3779B97F4A7C15L);
    }

    /** Whether an id was drawn, or any change scheduled. */
    boolean isUsed() {
        return random != null || children > 0;
    }

    /** The finisher of SplitMix64: neighbouring numbers give sequences that have nothing in common. */
    private static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
