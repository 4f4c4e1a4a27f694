package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * What a look at AWS has shown after the steps of a plan.
 *
 * @param reads what it was read through; remembers
 * @param needed the steps that it would take now
 * @param problems why it cannot be planned any more
 * @param remedy the plan that would set it right; empty if there is none, or it may not run
 */
record Sight(AwsApi reads, List<Step> needed, List<Problem> problems, Optional<Plan> remedy) {

    /** Looks what it would take now. Returns at once. */
    static CompletableFuture<Sight> at(Planner planner, Plan plan, AwsApi reads) {
        return planner.again(plan, reads)
                .thenApply(needed -> Sight.of(reads, needed))
                .exceptionally(failure -> Sight.impossible(reads, failure));
    }

    private static Sight of(AwsApi reads, Plan needed) {
        return new Sight(
                reads,
                needed.changes(),
                List.of(),
                Optional.of(needed).filter(plan -> plan.blocked().isEmpty()));
    }

    /** Somebody has brought AWS where the plan's wishes cannot be met from, such as to a later version. */
    private static Sight impossible(AwsApi reads, Throwable failure) {
        if (cause(failure) instanceof InvalidSpecException invalid) {
            return new Sight(reads, List.of(), invalid.problems(), Optional.empty());
        }
        throw new CompletionException(cause(failure));
    }

    /** All that is not as wished, one text each. */
    List<String> differing() {
        return needed.isEmpty()
                ? problems.stream().map(Problem::toString).toList()
                : needed.stream().map(Step::toString).toList();
    }

    /**
     * What somebody else has changed, as against what the run did not get done itself: what differs of resources of which
     * every step succeeded, or met what somebody else had made, and of resources that the run knew nothing of.
     */
    List<String> surprises(Report report) {
        if (needed.isEmpty()) {
            return differing();
        }
        Set<ResourceId> undone = report.results().stream()
                .filter(result -> result.outcome() != Outcome.SUCCEEDED && result.outcome() != Outcome.UNCHANGED)
                .filter(result -> !(result.failure().orElse(null) instanceof MadeOtherwiseException))
                .map(result -> result.step().resource())
                .collect(Collectors.toSet());
        return needed.stream()
                .filter(step -> !undone.contains(step.resource()))
                .map(Step::toString)
                .toList();
    }

    /** What has gone wrong, out of what futures wrap it in. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
