package dev.eksdsl.forecast;

import java.util.SplittableRandom;

/**
 * How long an activity takes in each of {@value #COUNT} worlds. The worlds cut its distribution into as many equal parts, one
 * draw in each, in an order of chance: so few draws show the whole distribution, tails included, and activities are independent
 * of each other. Immutable. Times are in seconds.
 */
final class Draws {

    /** How many worlds: with these, the ends of a range are exact to a few percent. */
    static final int COUNT = 200;

    private final SurvivalTable table;
    private final float[] drawn = new float[COUNT];

    /** @param seed the order of chance follows from it */
    Draws(SurvivalTable table, long seed) {
        this.table = table;
        for (int world = 0; world < COUNT; world++) {
            drawn[world] = (float) table.time(1 - (world + 0.5) / COUNT);
        }
        shuffle(new SplittableRandom(seed));
    }

    private void shuffle(SplittableRandom random) {
        for (int last = COUNT - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            float held = drawn[last];
            drawn[last] = drawn[other];
            drawn[other] = held;
        }
    }

    /** The distribution that is drawn from. */
    SurvivalTable table() {
        return table;
    }

    /** How long it takes in a world. */
    double in(int world) {
        return drawn[world];
    }

    /**
     * How long it takes yet in a world, once it has lasted so long: what is left of the distribution is cut into as many parts
     * again. So the worlds in which it would have ended by now are not wasted.
     */
    double leftIn(int world, double elapsed) {
        return Math.max(0, table.time(table.survival(elapsed) * table.survival(drawn[world])) - elapsed);
    }
}
