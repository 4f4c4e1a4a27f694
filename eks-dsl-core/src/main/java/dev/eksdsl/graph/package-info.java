/** A directed acyclic graph and its orders. Knows nothing of clusters; the entry is {@link dev.eksdsl.graph.Dag}. */
@NullMarked
package dev.eksdsl.graph;

import org.jspecify.annotations.NullMarked;
