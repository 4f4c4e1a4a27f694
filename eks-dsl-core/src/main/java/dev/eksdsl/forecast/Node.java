package dev.eksdsl.forecast;

import java.util.Optional;

/**
 * An activity, and what comes before it, as places in the list.
 *
 * @param lane its number; below 0 if it is in none
 * @param draws empty if it takes no time
 */
record Node(int[] after, int[] afterBegun, int[] oneOf, int lane, Optional<Draws> draws) {

    /** How long it takes in a world, in seconds. */
    double in(int world) {
        return draws.map(drawn -> drawn.in(world)).orElse(0.0);
    }

    /** How long it takes yet in a world, once it has lasted so many seconds. */
    double leftIn(int world, double elapsed) {
        return draws.map(drawn -> drawn.leftIn(world, elapsed)).orElse(0.0);
    }
}
