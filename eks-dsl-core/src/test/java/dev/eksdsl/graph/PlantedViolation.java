package dev.eksdsl.graph;

import dev.eksdsl.plan.Goal;

/** Uses what the package must not use, so that the package-direction test has something to find. */
final class PlantedViolation {

    static final Goal FORBIDDEN = Goal.APPLY;

    private PlantedViolation() {}
}
