/** What the library brings with it. */
@NullMarked
package dev.eksdsl.kubernetes.footprint;

import org.jspecify.annotations.NullMarked;
