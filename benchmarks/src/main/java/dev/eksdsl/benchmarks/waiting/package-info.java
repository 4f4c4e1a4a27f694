/**
 * Compares ways of waiting, and of ordering, on the same clusters: {@link dev.eksdsl.benchmarks.waiting.WaitingRows} is the program.
 * The library runs as it is; other tools are driven by what is known of their order and their waits, call by call.
 */
@NullMarked
package dev.eksdsl.benchmarks.waiting;

import org.jspecify.annotations.NullMarked;
