/**
 * Plans carried out durably, on Temporal: a workflow that survives the process it runs in, with an activity for each step. For
 * those who outgrow one process; everybody else has {@code EksSession.apply}.
 *
 * <p>{@link dev.eksdsl.temporal.PlanWorker} makes a worker carry plans out, {@link dev.eksdsl.temporal.ApplyPlan} is what a
 * client starts, signals and asks. The rest is what goes over the wire between them.
 */
@NullMarked
package dev.eksdsl.temporal;

import org.jspecify.annotations.NullMarked;
