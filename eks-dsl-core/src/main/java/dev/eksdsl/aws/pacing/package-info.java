/**
 * How often AWS may be called: a limiter for each operation, account and region, which is asked before a call is made. Entry:
 * {@link dev.eksdsl.aws.pacing.Pacing}. Nothing here waits, or knows of AWS's clients: whoever asks is told when it may call.
 */
@NullMarked
package dev.eksdsl.aws.pacing;

import org.jspecify.annotations.NullMarked;
