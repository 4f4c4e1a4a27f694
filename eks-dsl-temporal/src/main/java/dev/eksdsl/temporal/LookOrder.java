package dev.eksdsl.temporal;

import dev.eksdsl.execute.PlanClaim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last look is given.
 *
 * @param plan the plan as JSON
 * @param steps what came of each step
 * @param outputs what the resources that exist now have to offer, by their written names
 * @param took how long the steps took in all
 * @param claim how the cluster stood to the plan's declaration when the plan was begun with
 * @param unseen why AWS is not to be looked at; empty if it is
 */
record LookOrder(
        String plan,
        List<StepEnd> steps,
        Map<String, String> outputs,
        Duration took,
        PlanClaim claim,
        Optional<String> unseen) {

    LookOrder withoutLook(String why) {
        return new LookOrder(plan, steps, outputs, took, claim, Optional.of(why));
    }
}
