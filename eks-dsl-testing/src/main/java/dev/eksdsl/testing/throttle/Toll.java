package dev.eksdsl.testing.throttle;

/**
 * What a call takes from a bucket.
 *
 * @param bucket the name of the bucket within the service: the operation, or what several operations share
 * @param rate the bucket's rate
 * @param tokens how many tokens the call takes
 */
record Toll(String bucket, Rate rate, int tokens) {

    static Toll of(String bucket, double burst, double perSecond) {
        return new Toll(bucket, new Rate(burst, perSecond), 1);
    }
}
