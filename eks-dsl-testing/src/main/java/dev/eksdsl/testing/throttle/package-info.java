/**
 * AWS's limits of how often its APIs may be called: token buckets, by service and operation, account and region, in the
 * fake's time. Entry: {@link dev.eksdsl.testing.throttle.RateLimits}.
 */
@NullMarked
package dev.eksdsl.testing.throttle;

import org.jspecify.annotations.NullMarked;
