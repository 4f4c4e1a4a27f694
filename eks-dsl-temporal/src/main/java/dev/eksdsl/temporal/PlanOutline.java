package dev.eksdsl.temporal;

import java.util.List;

/**
 * What a workflow knows of its plan. Kept in the history.
 *
 * @param text the plan as people read it
 * @param steps in the plan's order
 */
record PlanOutline(String text, List<PlannedStep> steps) {}
