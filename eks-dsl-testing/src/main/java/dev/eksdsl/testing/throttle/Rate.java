package dev.eksdsl.testing.throttle;

/**
 * How much a bucket holds, and how fast it fills again.
 *
 * @param burst the tokens of a full bucket
 * @param perSecond the tokens that come back each second
 */
record Rate(double burst, double perSecond) {

    Rate {
        if (!(burst >= 1 && perSecond >= 0)) {
            throw new IllegalArgumentException(
                    "a bucket holds at least one token and loses none by itself: %s, %s".formatted(burst, perSecond));
        }
    }
}
