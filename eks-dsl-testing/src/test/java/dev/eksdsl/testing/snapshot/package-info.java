/** Snapshots: what is restored is what there was, and goes on as it would have gone on. */
@NullMarked
package dev.eksdsl.testing.snapshot;

import org.jspecify.annotations.NullMarked;
