package dev.eksdsl.plan;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Makes plans: observe, settle, check, compare, order. Only reads AWS. Thread-safe. */
public final class Planner {

    private final ResourceTypes types;
    private final AwsApi aws;
    private final Timeline timeline;

    public Planner(ResourceTypes types, AwsApi aws, Timeline timeline) {
        this.types = types;
        this.aws = aws;
        this.timeline = timeline;
    }

    /**
     * What it takes to make AWS as declared.
     *
     * @param cluster the cluster's name
     * @param declared all that is wished for
     * @param known problems found before AWS was asked; reported with those found now
     * @param mayReplace the resources that may be deleted and created anew
     * @throws InvalidSpecException if something is wrong; holds all that is
     */
    public Plan toApply(String cluster, List<Declared<?>> declared, List<Problem> known, Set<ResourceId> mayReplace) {
        AwsApi reads = aws.remembering();
        Ownership owner = new Ownership(cluster);
        Findings findings = new Survey(types, reads, timeline).of(owner, declared);
        Reading reading = new PlanReading(reads, owner, timeline.now());
        Attempts attempts = new Attempts(timeline);

        List<Problem> problems = new ArrayList<>(known);
        List<Declared<?>> settled = all(declared, wish -> attempts.read(() -> settle(reading, wish, findings)));
        all(settled, wish -> attempts.read(() -> check(reading, wish, findings)))
                .forEach(problems::addAll);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidSpecException(cluster, problems.stream().distinct().toList());
        }
        List<Step> steps = new Steps(types, findings, mayReplace).toApply(settled);
        return plan(cluster, Goal.APPLY, steps, problems);
    }

    /** What it takes to leave nothing of a cluster's declaration. */
    public Plan toDestroy(String cluster) {
        Findings findings = survey(cluster);
        return plan(cluster, Goal.DESTROY, new Steps(types, findings, Set.of()).toApply(List.of()), List.of());
    }

    /**
     * Refuses a plan whose grounds have moved.
     *
     * @throws StalePlanException naming what is no longer as it was when the plan was made
     */
    public void verifyFresh(Plan plan) {
        AwsApi reads = aws.remembering();
        List<Declared<?>> declared =
                plan.steps().stream().flatMap(step -> wish(step).stream()).toList();
        Findings findings = new Survey(types, reads, timeline).of(new Ownership(plan.cluster()), declared);
        Staleness.verify(plan, findings);
    }

    /** What exists of a cluster's declaration: one line each, with the state that holds AWS's id. */
    public List<String> whatExists(String cluster) {
        return survey(cluster).byId().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
    }

    /** Begins for all before it waits for the first; the results stand in the order of the wishes. */
    private <T> List<T> all(List<Declared<?>> wishes, Function<Declared<?>, CompletableFuture<? extends T>> read) {
        List<CompletableFuture<? extends T>> begun = wishes.stream().map(read).toList();
        List<T> results = new ArrayList<>();
        for (CompletableFuture<? extends T> each : begun) {
            results.add(timeline.await(each));
        }
        return results;
    }

    private Findings survey(String cluster) {
        return new Survey(types, aws.remembering(), timeline).of(new Ownership(cluster), List.of());
    }

    private Plan plan(String cluster, Goal goal, List<Step> steps, List<Problem> warnings) {
        return new Plan(
                cluster,
                aws.region(),
                timeline.await(new Attempts(timeline).read(aws::accountId)),
                goal,
                timeline.now(),
                steps,
                warnings);
    }

    private List<Declared<?>> wish(Step step) {
        return step.spec()
                .<List<Declared<?>>>map(
                        spec -> List.of(declared(types.kind(step.resource().kind()), step, spec)))
                .orElse(List.of());
    }

    private static <S> Declared<S> declared(ResourceType<S, ?> type, Step step, Object spec) {
        return new Declared<>(step.resource(), type, type.specType().cast(spec), Set.of(), Set.of());
    }

    private <S> Declared<S> settle(Reading reading, Declared<S> wish, Findings findings) {
        S spec = settleSpec(reading, wish.type(), wish, findings);
        return wish.with(spec);
    }

    private static <S, O> S settleSpec(Reading reading, ResourceType<S, O> type, Declared<S> wish, Findings findings) {
        return type.settle(reading, wish.spec(), findings.of(type, wish.id()));
    }

    private <S> List<Problem> check(Reading reading, Declared<S> wish, Findings findings) {
        return checkSpec(reading, wish.type(), wish, findings);
    }

    private static <S, O> List<Problem> checkSpec(
            Reading reading, ResourceType<S, O> type, Declared<S> wish, Findings findings) {
        Observation<O> found = findings.of(type, wish.id());
        if (found instanceof Observation.Foreign<O> foreign) {
            return List.of(Problem.error(
                    "EKS-O01",
                    wish.id().toString(),
                    foreign.description() + " exists and does not belong to this declaration",
                    "choose another name, or delete it"));
        }
        return type.check(reading, wish.id(), wish.spec(), found);
    }

    private record PlanReading(AwsApi aws, Ownership owner, Instant now) implements Reading {}
}
