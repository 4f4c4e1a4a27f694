/** That nothing a user writes reaches AWS in a form that AWS would refuse, and that findings can be shown anywhere. */
@NullMarked
package dev.eksdsl.testing.engine.input;

import org.jspecify.annotations.NullMarked;
