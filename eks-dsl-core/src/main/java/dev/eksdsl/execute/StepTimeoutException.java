package dev.eksdsl.execute;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Step;
import java.time.Duration;

/** A step was not done by its deadline. AWS may still be at work on it; planning again shows how far it is. */
public final class StepTimeoutException extends EksDslException {

    private static final long serialVersionUID = 1L;

    StepTimeoutException(Step step, Duration elapsed, String lastStatus) {
        super(step.id() + " was not done after " + DurationText.of(elapsed) + " (usual: "
                + DurationText.of(step.timing().expected()) + "); last status "
                + (lastStatus.endsWith(".") ? lastStatus : lastStatus + ".")
                + " AWS may still be at work: plan again to see how far it is, and apply to go on; Deadlines.standard()"
                + ".with(\"" + step.resource().kind() + "\", ...) gives it longer");
    }
}
