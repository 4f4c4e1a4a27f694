package dev.eksdsl.benchmarks.waiting;

import java.time.Duration;

/**
 * What one run took.
 *
 * @param took from the first call until the tool knew that all is done, in the fake's time
 * @param looks the calls that asked whether something is done
 * @param calls all calls, these included
 */
record Outcome(Duration took, long looks, long calls) {}
