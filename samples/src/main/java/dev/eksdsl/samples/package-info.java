/** Programs that show the library at work. Each runs under test. */
@NullMarked
package dev.eksdsl.samples;

import org.jspecify.annotations.NullMarked;
