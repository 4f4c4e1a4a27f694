/** Clusters that are meant to stay for a while, and what becomes of them when nobody destroys them. */
@NullMarked
package dev.eksdsl.testing.engine.leases;

import org.jspecify.annotations.NullMarked;
