package dev.eksdsl.temporal;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.StepAdvance;
import dev.eksdsl.execute.StepTrack;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.StepId;
import io.temporal.activity.ActivityExecutionContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step: each attempt observes what there is, makes the calls that are left to make, and ends. While AWS is at work an attempt
 * ends with a failure that tells Temporal when the next one is due, so that no worker is held meanwhile; what the next one should
 * know is left as the heartbeat's details. Thread-safe.
 */
final class StepActivity {

    private final EksSession session;

    StepActivity(EksSession session) {
        this.session = session;
    }

    StepOutcome attempt(StepOrder order, ActivityExecutionContext context) {
        StepTrack track = context.getHeartbeatDetails(StepTrack.class).orElse(order.track());
        StepAdvance advance = advance(order, track);
        if (advance instanceof StepAdvance.Done done) {
            return StepOutcome.done(done.outputs());
        }
        if (advance instanceof StepAdvance.Waiting waiting) {
            if (waiting.onOthers() && order.waitsForOthers()) {
                return StepOutcome.waitsForOthers(waiting.track(), waiting.status());
            }
            context.heartbeat(waiting.track());
            throw Failures.waiting(waiting.status(), waiting.delay());
        }
        StepAdvance.Retrying retrying = (StepAdvance.Retrying) advance;
        context.heartbeat(retrying.track());
        throw Failures.retrying(retrying.why(), retrying.failure(), retrying.delay());
    }

    private StepAdvance advance(StepOrder order, StepTrack track) {
        Map<Output, String> outputs = new LinkedHashMap<>();
        order.outputs().forEach((name, value) -> outputs.put(output(name), value));
        try {
            return session.steps()
                    .advance(session.readPlan(order.plan()), new StepId(order.step()), track, outputs, order.claim());
        } catch (RuntimeException e) {
            throw Failures.refused(e);
        }
    }

    /** Reads the written form; a name of an output has no dot, but that of a resource may. */
    static Output output(String written) {
        int dot = written.lastIndexOf('.');
        return ResourceId.parse(written.substring(0, dot)).output(written.substring(dot + 1));
    }
}
