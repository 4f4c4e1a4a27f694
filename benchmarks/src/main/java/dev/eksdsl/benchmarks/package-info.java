/** How fast the fake AWS answers, through each of its doors. Run with JMH. */
@NullMarked
package dev.eksdsl.benchmarks;

import org.jspecify.annotations.NullMarked;
