package dev.eksdsl.plan;

import dev.eksdsl.model.Problem;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** What the user should know before a cluster is destroyed: what stays, and what is lost. */
final class DeletionWarnings {

    private DeletionWarnings() {}

    static List<Problem> of(ResourceTypes types, Findings findings, List<Step> steps, Spared spared) {
        List<Problem> warnings = new ArrayList<>(findings.warnings());
        warnings.addAll(foreign(findings));
        for (Step step : steps) {
            if (step.acts()) {
                warnings.addAll(regrets(types.kind(step.resource().kind()), step));
            } else if (!findings.kept().contains(step.resource())) {
                warnings.addAll(spared.warnings(step.resource()));
            }
        }
        return warnings;
    }

    private static List<Problem> foreign(Findings findings) {
        List<Problem> foreign = new ArrayList<>();
        findings.byId().forEach((id, found) -> {
            if (found instanceof Observation.Foreign<?> other) {
                foreign.add(Problem.warning(
                        "EKS-D04",
                        id.toString(),
                        other.description() + " does not belong to this declaration, so it stays",
                        "delete it yourself if it is to go"));
            }
        });
        return foreign;
    }

    private static <O> List<Problem> regrets(ResourceType<?, O> type, Step step) {
        return step.state().map(type.stateType()::cast).stream()
                .flatMap(state -> type.checkDeletion(step.resource(), state).stream())
                .filter(problem -> !problem.isError())
                .toList();
    }
}
