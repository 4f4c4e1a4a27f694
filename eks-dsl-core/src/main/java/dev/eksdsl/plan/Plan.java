package dev.eksdsl.plan;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.graph.Dag;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What would be done, as a value: print it, compare it, store it as JSON, apply it later. Immutable.
 *
 * @param cluster the cluster's name
 * @param region where
 * @param account in which account
 * @param goal what for
 * @param declaration what it was made from
 * @param madeAt when AWS was read
 * @param steps all steps, those that do nothing included, each behind all that it waits for
 * @param warnings what the user should know before applying
 * @param requiredPermissions what the caller must be allowed to do, to make this plan, to carry it out, and to undo it
 */
public record Plan(
        String cluster,
        String region,
        String account,
        Goal goal,
        Declaration declaration,
        Instant madeAt,
        List<Step> steps,
        List<Problem> warnings,
        PermissionSet requiredPermissions) {

    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Until when what this plan creates is meant to stay, in whole seconds: the time to live counts from the moment of the
     * plan, so that each try of a call, by whichever process, asks for the same. Empty: for good.
     */
    public Optional<Instant> leaseUntil() {
        return declaration.timeToLive().map(time -> madeAt.plus(time).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether AWS is as wanted. */
    public boolean isEmpty() {
        return steps.stream().noneMatch(Step::acts);
    }

    /** The steps that do something. */
    public List<Step> changes() {
        return steps.stream().filter(Step::acts).toList();
    }

    /** How many resources the action is for. */
    public long count(Action action) {
        return steps.stream()
                .filter(s -> s.action() == action)
                .map(Step::resource)
                .distinct()
                .count();
    }

    /** The step with this id, if there is one. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(s -> s.id().text().equals(id)).findFirst();
    }

    /** The steps that may not run; a plan that has any cannot be applied. */
    public List<Step> blocked() {
        return steps.stream().filter(s -> s.blocked().isPresent()).toList();
    }

    /** What a cluster that follows this plan carries as its claim; empty if the plan names no declaration. */
    public Optional<String> claim() {
        return goal == Goal.DESTROY
                ? Optional.of(Declaration.DESTRUCTION)
                : Optional.of(declaration.digest()).filter(digest -> !digest.isEmpty());
    }

    /** How long it usually takes: the longest way through the steps. */
    public Duration expected() {
        Map<StepId, Duration> lengths = new LinkedHashMap<>();
        steps.forEach(s -> lengths.put(s.id(), s.acts() ? s.timing().expected() : Duration.ZERO));
        ToLongFunction<StepId> millis = id -> requireNonNull(lengths.get(id)).toMillis();
        return Duration.ofMillis(
                graph().longestPath(millis).stream().mapToLong(millis).sum());
    }

    /** The steps as a graph. */
    public Dag<StepId> graph() {
        Map<StepId, Set<StepId>> edges = new LinkedHashMap<>();
        steps.forEach(s -> edges.put(s.id(), s.after()));
        return Dag.of(edges);
    }

    /** What was found of each resource that exists. */
    Map<ResourceId, Object> observed() {
        Map<ResourceId, Object> observed = new LinkedHashMap<>();
        steps.forEach(s -> s.state().ifPresent(state -> observed.put(s.resource(), state)));
        return observed;
    }

    /** The summary on the first line, then every change; at most 80 columns, no colours. */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
