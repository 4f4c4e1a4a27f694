/**
 * From a wish to a plan: {@link dev.eksdsl.plan.Planner} observes, compares and orders; {@link dev.eksdsl.plan.Plan} is the
 * value that comes out; {@link dev.eksdsl.plan.PlanText}, {@link dev.eksdsl.plan.PlanJson} and {@link
 * dev.eksdsl.plan.PlanMermaid} write it down. Only reads AWS.
 */
@NullMarked
package dev.eksdsl.plan;

import org.jspecify.annotations.NullMarked;
