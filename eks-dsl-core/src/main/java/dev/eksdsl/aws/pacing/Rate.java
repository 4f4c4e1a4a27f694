package dev.eksdsl.aws.pacing;

/**
 * A limit of AWS: a bucket of tokens, of which each call takes one.
 *
 * @param burst the tokens of a full bucket, at least 1
 * @param perSecond the tokens that come back each second, more than 0
 */
public record Rate(double burst, double perSecond) {

    public Rate {
        if (!(burst >= 1 && perSecond > 0)) {
            throw new IllegalArgumentException(
                    "a bucket holds at least one token and fills again: %s, %s".formatted(burst, perSecond));
        }
    }
}
