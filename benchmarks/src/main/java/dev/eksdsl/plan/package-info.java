/** Benchmarks of what users do not see: comparing wishes with what was found. They lie here to reach it. Run with JMH. */
@NullMarked
package dev.eksdsl.plan;

import org.jspecify.annotations.NullMarked;
