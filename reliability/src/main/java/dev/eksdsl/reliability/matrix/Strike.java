package dev.eksdsl.reliability.matrix;

/**
 * One thing that goes wrong.
 *
 * @param call at which call of the stage, from 1
 */
record Strike(int call, Harm harm) {

    /** Such as {@code 37:drop-after}. */
    @Override
    public String toString() {
        return call + ":" + harm.text();
    }

    static Strike of(String text) {
        String[] parts = text.split(":", 2);
        return new Strike(Integer.parseInt(parts[0]), Harm.of(parts[1]));
    }
}
