package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a plan. Immutable.
 *
 * @param plan the plan
 * @param took from the first call to the last
 * @param results one for each step, in the plan's order
 * @param outputs what the resources that exist now have to offer, such as {@code cluster/production.endpoint}
 * @param left after a destruction: what still exists, with its id; always empty otherwise
 */
public record Report(
        Plan plan, Duration took, List<StepResult> results, Map<Output, String> outputs, List<String> left) {

    public Report {
        results = List.copyOf(results);
        outputs = Map.copyOf(outputs);
        left = List.copyOf(left);
    }

    /** Whether every step succeeded, and after a destruction nothing is left. */
    public boolean isSuccess() {
        return left.isEmpty()
                && results.stream().allMatch(r -> r.outcome() == Outcome.SUCCEEDED || r.outcome() == Outcome.UNCHANGED);
    }

    public long count(Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).count();
    }

    /** The steps that failed themselves: the root causes. */
    public List<StepResult> failures() {
        return results.stream().filter(r -> r.outcome() == Outcome.FAILED).toList();
    }

    /**
     * An output by its written form, such as {@code cluster/production.endpoint} or {@code role/irsa/api/web.arn}.
     */
    public Optional<String> output(String written) {
        return outputs.entrySet().stream()
                .filter(e -> e.getKey().toString().equals(written))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** All outputs of one resource. */
    public Map<String, String> outputs(ResourceId resource) {
        return outputs.entrySet().stream()
                .filter(e -> e.getKey().resource().equals(resource))
                .collect(Collectors.toUnmodifiableMap(e -> e.getKey().name(), Map.Entry::getValue));
    }

    /**
     * Returns this report if all went well.
     *
     * @throws ApplyFailedException if not; its causes are the failures of the steps
     */
    public Report orThrow() {
        if (!isSuccess()) {
            throw new ApplyFailedException(this);
        }
        return this;
    }

    /** The summary on the first line, then what failed and why, then what was skipped. */
    @Override
    public String toString() {
        return ReportText.of(this);
    }

    Report withLeft(List<String> stillThere) {
        return new Report(plan, took, results, outputs, stillThere);
    }
}
