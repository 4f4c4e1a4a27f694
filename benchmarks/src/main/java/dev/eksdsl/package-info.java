/** Benchmarks of what users do not see: compiling a declaration. They lie here to reach it. Run with JMH. */
@NullMarked
package dev.eksdsl;

import org.jspecify.annotations.NullMarked;
