package dev.eksdsl.temporal;

import dev.eksdsl.execute.PlanClaim;
import dev.eksdsl.execute.StepTrack;
import java.util.Map;

/**
 * What the activity of a step is given.
 *
 * @param plan the plan with this step alone, as JSON
 * @param step its id
 * @param track what is known of it when the activity begins
 * @param outputs the values that it uses, by their written names
 * @param claim how the cluster stood to the plan's declaration when the plan was begun with
 * @param waitsForOthers whether to end when the rest is up to others, instead of looking on
 */
record StepOrder(
        String plan,
        String step,
        StepTrack track,
        Map<String, String> outputs,
        PlanClaim claim,
        boolean waitsForOthers) {}
