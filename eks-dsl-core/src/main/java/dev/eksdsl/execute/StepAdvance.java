package dev.eksdsl.execute;

import java.time.Duration;
import java.util.Map;

/** How far a step is after {@link StepRunner#advance}. A value. */
public sealed interface StepAdvance {

    /**
     * The step has succeeded.
     *
     * @param outputs what the resource offers now, by name; empty if it is gone
     */
    record Done(Map<String, String> outputs) implements StepAdvance {
        public Done {
            outputs = Map.copyOf(outputs);
        }
    }

    /**
     * AWS is at work on it.
     *
     * @param track what to advance it with the next time
     * @param status what AWS calls it
     * @param onOthers whether AWS has done its part, and the rest is up to one of {@link dev.eksdsl.plan.Step#oneOf}
     * @param delay when to advance it again, by the session's {@link dev.eksdsl.waiting.LookPolicy}
     */
    record Waiting(StepTrack track, String status, boolean onOthers, Duration delay) implements StepAdvance {}

    /**
     * A call failed in a way that passes.
     *
     * @param track what to advance it with the next time
     * @param why what is going on, the same for each failure of one kind
     * @param failure what AWS said this time, with its request id
     * @param delay when to advance it again
     */
    record Retrying(StepTrack track, String why, String failure, Duration delay) implements StepAdvance {}
}
