package dev.eksdsl.temporal;

import dev.eksdsl.execute.PlanClaim;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workflow. Deterministic: what it knows comes from its input, its activities, and Temporal's clock. */
public final class ApplyPlanWorkflow implements ApplyPlan {

    /** Reads of EC2 lag behind writes by seconds: a difference counts if it is still there after this time. */
    private static final Duration LAG = Duration.ofSeconds(5);

    /** How long after taking a cluster over the last look is made: a run that had it before may write for half of it. */
    private static final Duration HANDOVER = Duration.ofSeconds(10);

    /** A whole survey of the account, throttled calls included. */
    private static final Duration TO_READ = Duration.ofMinutes(10);

    private static final Duration TO_KEEP_READING = Duration.ofHours(1);

    private final ActivityStub activities = Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
            .setStartToCloseTimeout(TO_READ)
            .setScheduleToCloseTimeout(TO_KEEP_READING)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setMaximumInterval(Duration.ofSeconds(20))
                    .build())
            .build());

    private @Nullable PlanOutline outline;
    private @Nullable StepFlow flow;
    private Optional<String> approvedBy = Optional.empty();
    private Optional<String> rejectedFor = Optional.empty();
    private boolean waitsForApproval;

    /** For Temporal, which makes one for each workflow. */
    public ApplyPlanWorkflow() {}

    @Override
    public PlanResult apply(PlanRequest request) {
        PlanOutline read = activities.execute(PlanActivities.READ, PlanOutline.class, request.plan());
        outline = read;
        request.approvedWithin().ifPresent(this::awaitApproval);
        PlanClaim claim = activities.execute(PlanActivities.BEGIN, PlanClaim.class, request.plan());
        StepFlow steps = new StepFlow(read.steps(), claim, request.attemptTimeout());
        flow = steps;
        long begun = Workflow.currentTimeMillis();
        steps.run();
        Duration took = since(begun);
        if (claim.takenOver() && HANDOVER.compareTo(took) > 0) {
            Workflow.sleep(HANDOVER.minus(took));
        }
        return look(new LookOrder(request.plan(), steps.ends(), steps.outputs(), took, claim, Optional.empty()));
    }

    /** What differs may be but a lag, so it is looked at twice. If AWS cannot be read, the report says so. */
    private PlanResult look(LookOrder order) {
        try {
            PlanResult first = activities.execute(PlanActivities.LOOK, PlanResult.class, order);
            if (first.differing().isEmpty()) {
                return first;
            }
            Workflow.sleep(LAG);
            return activities.execute(PlanActivities.LOOK, PlanResult.class, order);
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof ApplicationFailure unread) {
                return activities.execute(
                        PlanActivities.LOOK, PlanResult.class, order.withoutLook(unread.getOriginalMessage()));
            }
            throw failure;
        }
    }

    private void awaitApproval(Duration time) {
        waitsForApproval = true;
        boolean decided = Workflow.await(time, () -> approvedBy.isPresent() || rejectedFor.isPresent());
        waitsForApproval = false;
        if (!decided) {
            throw ApplicationFailure.newNonRetryableFailure("nobody approved the plan within " + time, NOT_APPROVED);
        }
        rejectedFor.ifPresent(why -> {
            throw ApplicationFailure.newNonRetryableFailure("the plan was rejected: " + why, REJECTED);
        });
    }

    @Override
    public void approve(String by) {
        if (rejectedFor.isEmpty()) {
            approvedBy = approvedBy.or(() -> Optional.of(by));
        }
    }

    @Override
    public void reject(String why) {
        if (approvedBy.isEmpty()) {
            rejectedFor = rejectedFor.or(() -> Optional.of(why));
        }
    }

    @Override
    public String plan() {
        return outline == null ? "" : outline.text();
    }

    @Override
    public PlanProgress progress() {
        List<StepEnd> steps = List.of();
        if (flow != null) {
            steps = flow.ends();
        } else if (outline != null) {
            steps = new Frontier(outline.steps()).ends();
        }
        return new PlanProgress(waitsForApproval, approvedBy.orElse(""), steps);
    }

    private static Duration since(long millis) {
        return Duration.ofMillis(Workflow.currentTimeMillis() - millis);
    }
}
