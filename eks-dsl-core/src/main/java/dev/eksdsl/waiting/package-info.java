/** How long AWS takes, and when to look whether it is done. Knows no resource kind. */
@NullMarked
package dev.eksdsl.waiting;

import org.jspecify.annotations.NullMarked;
