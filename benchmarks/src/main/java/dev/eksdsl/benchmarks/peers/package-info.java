/**
 * The same cluster, taken through the same life by this library and by other tools, against the same fake AWS; with what each
 * costs. Needs Linux: CPU times and memory come from {@code /proc}.
 */
@NullMarked
package dev.eksdsl.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
