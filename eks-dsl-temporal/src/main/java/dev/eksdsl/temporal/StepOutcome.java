package dev.eksdsl.temporal;

import dev.eksdsl.execute.StepTrack;
import java.util.Map;
import java.util.Optional;

/**
 * What the activity of a step returns. That it failed is told by a failure.
 *
 * @param outputs what the resource offers now, if the step has succeeded
 * @param track what to go on with when others have succeeded; empty if the step has succeeded
 * @param status what AWS calls it meanwhile; empty if the step has succeeded
 */
record StepOutcome(Map<String, String> outputs, Optional<StepTrack> track, String status) {

    static StepOutcome done(Map<String, String> outputs) {
        return new StepOutcome(outputs, Optional.empty(), "");
    }

    static StepOutcome waitsForOthers(StepTrack track, String status) {
        return new StepOutcome(Map.of(), Optional.of(track), status);
    }
}
