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
    /** What durations are told from. */
    private final long pace;

    private final Map<String, Integer> answers = new HashMap<>();
    private long children;
    private @Nullable Random random;

    private Strand(long seed, long pace) {
        this.seed = seed;
        this.pace = pace;
    }

    /** The strand of the n-th thing that is done from outside. */
    static Strand ofEffect(long worldSeed, long n) {
        long seed = mix(mix(worldSeed) ^ n);
        return new Strand(seed, seed);
    }

    /** The strand of the next change that is scheduled from here. */
    Strand child() {
        children++;
        long step = children * 0x9E3779B97F4A7C15L;
        return new Strand(mix(seed + step), mix(pace + step));
    }

    /** This strand, but what it takes, and what follows from it, depends on the name alone, and not on what was done before. */
    Strand paced(String name) {
        return new Strand(seed, mix(name.hashCode()));
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
        return mix(mix(pace + kind.hashCode()) + before * 0x9E3779B97F4A7C15L);
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
