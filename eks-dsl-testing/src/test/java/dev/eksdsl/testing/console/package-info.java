/** What a person does by hand. */
@NullMarked
package dev.eksdsl.testing.console;

import org.jspecify.annotations.NullMarked;
