/** Destruction: what others made for a cluster goes with it, what belongs to others stays, and the report tells what is left. */
@NullMarked
package dev.eksdsl.testing.engine.teardown;

import org.jspecify.annotations.NullMarked;
