package dev.eksdsl.waiting;

/** The standard normal distribution, exact to about twelve digits far into its tails. */
final class Normal {

    /** Above this many deviations the continued fraction of the tail converges faster than the series around the middle. */
    private static final double TAIL = 3;

    private static final int DEPTH = 60;

    private Normal() {}

    static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /** How likely more than this is. */
    static double survival(double z) {
        if (z > TAIL) {
            return density(z) * millsRatio(z);
        }
        return z < -TAIL ? 1 - density(z) * millsRatio(-z) : 0.5 - density(z) * series(z);
    }

    /** Density over survival: how soon it ends once it has come so far. Does not underflow where both do. */
    static double hazard(double z) {
        return z > TAIL ? 1 / millsRatio(z) : density(z) / survival(z);
    }

    /** Laplace's continued fraction of survival over density. */
    private static double millsRatio(double z) {
        double fraction = z;
        for (int k = DEPTH; k > 0; k--) {
            fraction = z + k / fraction;
        }
        return 1 / fraction;
    }

    /** The sum of z^(2k+1) / (1 * 3 * ... * (2k+1)). */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; Math.abs(term) > Math.abs(sum) * 1e-15; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return sum;
    }
}
