package dev.eksdsl.aws.pacing;

/**
 * What a call is counted against.
 *
 * @param bucket the name of the bucket within the service: the operation, or what several operations share
 * @param rate how much the bucket holds, and how fast it fills
 */
record Limit(String bucket, Rate rate) {

    static Limit of(String bucket, double burst, double perSecond) {
        return new Limit(bucket, new Rate(burst, perSecond));
    }
}
