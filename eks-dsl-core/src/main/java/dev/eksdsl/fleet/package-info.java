/**
 * Many clusters, over accounts and regions, in one process: plans, runs and reports of all of them together. Each cluster is
 * planned and carried out as it is alone, and what goes wrong with one stays with it. How many are under way at once is bounded
 * by how often AWS may be called, not by threads.
 */
@NullMarked
package dev.eksdsl.fleet;

import org.jspecify.annotations.NullMarked;
