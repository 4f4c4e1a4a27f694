package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.model.Output;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a plan. Immutable.
 *
 * @param plan the plan
 * @param took from the first call to the last
 * @param results one for each step, in the plan's order; where somebody else had changed what a step had done, and it was set
 *     right, the results of that stand in its place, at the end
 * @param outputs what the resources that exist now have to offer, such as {@code cluster/production.endpoint}
 * @param left after a destruction: what still exists, and why; always empty otherwise
 * @param verdict what the last look at AWS told
 */
public record Report(
        Plan plan,
        Duration took,
        List<StepResult> results,
        Map<Output, String> outputs,
        List<Left> left,
        Verdict verdict) {

    public Report {
        results = List.copyOf(results);
        outputs = Map.copyOf(outputs);
        left = List.copyOf(left);
    }

    /** Whether every step succeeded, a last look told that AWS is as declared, and after a destruction nothing is left. */
    public boolean isSuccess() {
        return left.isEmpty()
                && verdict.isGood()
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

    Report with(Verdict other) {
        return new Report(plan, took, results, outputs, left, other);
    }

    Report withLeft(List<Left> stillThere) {
        return new Report(plan, took, results, outputs, stillThere, verdict);
    }

    /** The report of both runs, of which the later one set right what had become of the earlier. */
    Report then(Report later) {
        Set<ResourceId> done = later.results().stream()
                .filter(result -> result.step().acts())
                .map(result -> result.step().resource())
                .collect(Collectors.toSet());
        Stream<StepResult> kept =
                results.stream().filter(result -> !done.contains(result.step().resource()));
        Stream<StepResult> more = later.results().stream()
                .filter(result -> done.contains(result.step().resource()));
        return new Report(
                plan,
                took.plus(later.took()),
                Stream.concat(kept, more).toList(),
                later.outputs(),
                later.left(),
                later.verdict());
    }
}
