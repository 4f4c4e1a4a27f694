package dev.eksdsl.reliability.matrix;

/**
 * What came of a point.
 *
 * @param healed who put it right
 * @param said what is wrong, or what the run said that did not put it right
 */
record Outcome(Point point, Healed healed, String said) {

    /** What runs the point alone, and what was seen: one line. */
    String line() {
        return "java -jar reliability/target/reliability.jar matrix --point " + point + "  # " + healed + " "
                + said.replace("\n", " ");
    }

    /** How far a point was put right without a person. */
    enum Healed {
        /** The run that was harmed ended as if nothing had happened. */
        BY_ITSELF,
        /** The run after it put all right. */
        BY_THE_NEXT,
        /** Something is wrong in the end. */
        NOT
    }
}
