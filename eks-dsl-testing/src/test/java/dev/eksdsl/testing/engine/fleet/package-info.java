/** Many clusters in one process: pacing, plans, runs and reports of fleets. */
@NullMarked
package dev.eksdsl.testing.engine.fleet;

import org.jspecify.annotations.NullMarked;
