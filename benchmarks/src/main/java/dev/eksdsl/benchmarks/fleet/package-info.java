/** A fleet of clusters on the fake with AWS's API limits: how long it takes against the least that it can, and how much heap. */
@NullMarked
package dev.eksdsl.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
