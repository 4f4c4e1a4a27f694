package dev.eksdsl.temporal;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.PlanClaim;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepRunner;
import dev.eksdsl.execute.Verdict;
import dev.eksdsl.model.Output;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Lane;
import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a workflow asks for beside its steps, answered by a session. Thread-safe. */
final class PlanActivities {

    /** Reads the plan; refuses one that is blocked. */
    static final String READ = "plan.read";

    /** Refuses a stale plan, else claims the cluster. */
    static final String BEGIN = "plan.begin";

    /** Looks at AWS once more, and makes the report. */
    static final String LOOK = "plan.look";

    private final EksSession session;

    PlanActivities(EksSession session) {
        this.session = session;
    }

    PlanOutline read(String json) {
        Plan plan = session.readPlan(json);
        if (!plan.blocked().isEmpty()) {
            throw ApplicationFailure.newNonRetryableFailure(
                    plan.blocked().stream()
                            .map(step -> step.blocked().orElseThrow())
                            .collect(Collectors.joining("; ")),
                    "BlockedPlanException");
        }
        StepRunner steps = session.steps();
        return new PlanOutline(
                plan.toString(),
                plan.steps().stream().map(step -> planned(steps, plan, step)).toList());
    }

    private PlannedStep planned(StepRunner steps, Plan plan, Step step) {
        Map<String, String> outputs = new TreeMap<>();
        if (!step.acts()) {
            steps.outputs(step)
                    .forEach((name, value) ->
                            outputs.put(step.resource().output(name).toString(), value));
        }
        return new PlannedStep(
                step.id().text(),
                step.resource().toString(),
                step.resource().kind() + "." + step.action().name().toLowerCase(Locale.ROOT),
                before(step),
                sorted(step.oneOf()),
                step.lane().map(Lane::name),
                step.timing().deadline(),
                sorted(steps.uses(step)),
                outputs,
                step.acts() ? Optional.of(session.toJson(plan.only(step.id()))) : Optional.empty());
    }

    /** What must only have begun before is waited for to its end: whether it has begun is not in a workflow's history. */
    private static List<String> before(Step step) {
        return Stream.concat(step.after().stream(), step.afterBegun().stream())
                .map(StepId::text)
                .sorted()
                .toList();
    }

    PlanClaim begin(String json) {
        return session.steps().begin(session.readPlan(json));
    }

    PlanResult look(LookOrder order) {
        Plan plan = session.readPlan(order.plan());
        Map<Output, String> outputs = new LinkedHashMap<>();
        order.outputs().forEach((name, value) -> outputs.put(StepActivity.output(name), value));
        Map<String, StepEnd> ends = order.steps().stream().collect(Collectors.toMap(StepEnd::step, end -> end));
        List<StepResult> results = plan.steps().stream()
                .map(step -> result(step, requireNonNull(ends.get(step.id().text()))))
                .toList();
        Verdict verdict = new Verdict(List.of(), List.of(), Optional.empty(), order.unseen());
        Report report = new Report(plan, order.took(), results, outputs, List.of(), verdict);
        Report looked = order.unseen().isEmpty() ? session.steps().look(report, order.claim()) : report;
        return new PlanResult(
                looked.isSuccess(),
                order.took(),
                order.steps(),
                order.outputs(),
                looked.verdict().differing(),
                looked.left().stream().map(Object::toString).toList(),
                looked.toString());
    }

    private static StepResult result(Step step, StepEnd end) {
        return new StepResult(
                step,
                StepResult.Outcome.valueOf(end.phase().name()),
                end.took(),
                end.reason(),
                Optional.empty(),
                List.of());
    }

    private static List<String> sorted(Set<?> all) {
        return all.stream().map(Object::toString).sorted().toList();
    }
}
