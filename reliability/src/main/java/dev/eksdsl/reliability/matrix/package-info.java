/** Every call of a run, broken in every way, on the fake in memory and in virtual time. */
@NullMarked
package dev.eksdsl.reliability.matrix;

import org.jspecify.annotations.NullMarked;
