package dev.eksdsl.plan;

import dev.eksdsl.forecast.Activity;
import dev.eksdsl.forecast.Forecast;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * The plan with this step alone, as if nothing came before it, and without warnings and permissions: all that carrying it out
     * takes, to be stored or sent.
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public Plan only(StepId id) {
        Step step = step(id.text()).orElseThrow(() -> new IllegalArgumentException("the plan has no step " + id));
        return new Plan(
                cluster,
                region,
                account,
                goal,
                declaration,
                madeAt,
                List.of(step.after(Set.of(), Set.of(), Set.of())),
                List.of(),
                PermissionSet.NONE);
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
        return CriticalPath.of(this, step -> step.timing().expected()).total();
    }

    /** How long it takes, the whole and each of its steps, as ranges; from what is known of AWS before the start. */
    public Forecast<StepId> forecast() {
        return forecast(step -> step.timing().prior());
    }

    /**
     * How long it takes if steps take what is given here.
     *
     * @param takes not asked of steps that do nothing
     */
    public Forecast<StepId> forecast(Function<Step, Prior> takes) {
        Set<StepId> ids = steps.stream().map(Step::id).collect(Collectors.toSet());
        return Forecast.of(steps.stream()
                .map(step -> new Activity<>(
                        step.id(),
                        among(ids, step.after()),
                        among(ids, step.afterBegun()),
                        among(ids, step.oneOf()),
                        step.lane().map(Lane::name),
                        step.acts() ? Optional.of(takes.apply(step)) : Optional.empty()))
                .toList());
    }

    /** A plan that was read, or is a part of another, may name steps that it has not. */
    private static Set<StepId> among(Set<StepId> ids, Set<StepId> named) {
        return named.stream().filter(ids::contains).collect(Collectors.toSet());
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
