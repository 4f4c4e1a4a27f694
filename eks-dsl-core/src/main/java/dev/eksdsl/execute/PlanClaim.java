package dev.eksdsl.execute;

import java.time.Instant;

/**
 * How the cluster stood to a plan's declaration when the plan was begun with; see {@link StepRunner#begin}. A value, which can
 * be stored and given to another process.
 *
 * @param held whether there was something already that follows the declaration
 * @param takenOver whether the cluster followed another declaration until then
 * @param seen when that was read
 */
public record PlanClaim(boolean held, boolean takenOver, Instant seen) {}
