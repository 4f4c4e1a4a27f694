/** What the engine finds out about resources that do not come to be: each cause is there on the fake, and is found. */
@NullMarked
package dev.eksdsl.testing.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
