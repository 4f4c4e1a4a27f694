package dev.eksdsl.temporal;

import dev.eksdsl.EksSession;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;

/**
 * All activities, carried out with one session. They are told apart by their types: the type of a step's activity is its kind
 * and action, so that the history shows the steps and metrics are kept by kind. Thread-safe.
 */
final class SessionActivity implements DynamicActivity {

    private final PlanActivities plans;
    private final StepActivity steps;

    SessionActivity(EksSession session) {
        this.plans = new PlanActivities(session);
        this.steps = new StepActivity(session);
    }

    @Override
    public Object execute(EncodedValues arguments) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        return switch (context.getInfo().getActivityType()) {
            case PlanActivities.READ -> reading(() -> plans.read(arguments.get(0, String.class)));
            case PlanActivities.BEGIN -> reading(() -> plans.begin(arguments.get(0, String.class)));
            case PlanActivities.LOOK -> reading(() -> plans.look(arguments.get(0, LookOrder.class)));
            default -> steps.attempt(arguments.get(0, StepOrder.class), context);
        };
    }

    private static Object reading(Supplier<?> read) {
        try {
            return read.get();
        } catch (ApplicationFailure decided) {
            throw decided;
        } catch (RuntimeException e) {
            throw Failures.ofRead(e);
        }
    }
}
