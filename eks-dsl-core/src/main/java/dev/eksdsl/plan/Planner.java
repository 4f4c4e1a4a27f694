package dev.eksdsl.plan;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param declaration what the wishes come from
     * @param declared all that is wished for
     * @param known problems found before AWS was asked; reported with those found now
     * @param mayReplace the resources that may be deleted and created anew
     * @throws InvalidSpecException if something is wrong; holds all that is
     */
    public Plan toApply(
            String cluster,
            Declaration declaration,
            List<Declared<?>> declared,
            List<Problem> known,
            Set<ResourceId> mayReplace) {
        return timeline.await(applying(cluster, declaration, declared, known, mayReplace));
    }

    /** The same, at once: the future fails as {@link #toApply} does. */
    public CompletableFuture<Plan> applying(
            String cluster,
            Declaration declaration,
            List<Declared<?>> declared,
            List<Problem> known,
            Set<ResourceId> mayReplace) {
        return applying(cluster, declaration, declared, known, mayReplace, aws.remembering());
    }

    /**
     * What it takes to leave nothing of a cluster's declaration, nor of what others made on the cluster's behalf.
     *
     * @param spared what is to stay nevertheless; it is in the plan, as steps that do nothing
     */
    public Plan toDestroy(String cluster, Spared spared) {
        return timeline.await(destroying(cluster, spared));
    }

    /** The same, at once. */
    public CompletableFuture<Plan> destroying(String cluster, Spared spared) {
        return survey(cluster, aws.remembering()).thenCompose(findings -> {
            List<Step> steps = new Steps(types, findings, Set.of(), spared).toApply(List.of());
            List<Problem> warnings = DeletionWarnings.of(types, findings, steps, spared);
            Ownership owner = new Ownership(cluster);
            return plan(
                    owner,
                    Goal.DESTROY,
                    Declaration.NONE,
                    steps,
                    warnings,
                    account -> needed(owner, account, findings).toDestroy(steps));
        });
    }

    /**
     * What it takes now to bring about what a plan was made for: nothing, if AWS is as wished. Returns at once. Fails as
     * {@link #toApply} does.
     *
     * @param plan no destruction
     * @param reads the view to read through
     */
    public CompletableFuture<Plan> again(Plan plan, AwsApi reads) {
        Wishes wishes = new Wishes(types, plan);
        return applying(plan.cluster(), plan.declaration(), wishes.declared(), List.of(), wishes.replaceable(), reads);
    }

    /**
     * Refuses a plan whose grounds have moved. Returns at once; the future fails with what is named below.
     *
     * @param reads the view to read through
     * @throws StalePlanException naming what is no longer as it was when the plan was made
     */
    public CompletableFuture<Void> verifyFresh(Plan plan, AwsApi reads) {
        List<Declared<?>> declared = new Wishes(types, plan).declared();
        return new Survey(types.declarable(), reads, timeline)
                .of(new Ownership(plan.cluster()), declared)
                .thenAccept(findings -> Staleness.verify(plan, findings, this::isDeclarable));
    }

    /**
     * What there is of a step's resource now. A failed read is not repeated.
     *
     * @param type the resource's kind
     * @param reads the view to read through
     */
    public <S, O> Observation<O> observe(ResourceType<S, O> type, String cluster, Step step, AwsApi reads) {
        List<Declared<?>> declared = step.spec().map(type.specType()::cast).stream()
                .<Declared<?>>map(spec -> new Declared<>(step.resource(), type, spec, Set.of(), Set.of(), Set.of()))
                .toList();
        return new Survey(types, reads, timeline)
                .observe(type, new Ownership(cluster), declared)
                .of(type, step.resource());
    }

    /** What exists of a cluster's declaration, with its tags. What others left behind is not among it. */
    public Holdings holdings(String cluster) {
        Survey survey = new Survey(types.declarable(), aws.remembering(), timeline).withAllTags();
        return Holdings.of(cluster, timeline.await(survey.of(new Ownership(cluster), List.of())));
    }

    /** Whether the resource is of a kind that is declared, not of one that others leave behind. */
    public boolean isDeclarable(ResourceId id) {
        return !types.kind(id.kind()).isLeftBehind();
    }

    /**
     * What exists of a cluster's declaration, and of what others made on its behalf, but for what is marked to stay. Returns at
     * once.
     *
     * @param reads the view to read through
     * @return AWS's name of each, by its id
     */
    public CompletableFuture<Map<ResourceId, String>> whatExists(String cluster, AwsApi reads) {
        return survey(cluster, reads).thenApply(findings -> {
            Map<ResourceId, String> names = new LinkedHashMap<>();
            findings.byId()
                    .forEach((id, found) -> found.state()
                            .flatMap(state -> awsName(types.kind(id.kind()), state))
                            .ifPresent(name -> names.put(id, name)));
            return names;
        });
    }

    /** What AWS calls what a step acts on; empty where there was nothing when the plan was made. */
    public String awsName(Step step) {
        return step.state()
                .map(state -> nameOf(types.kind(step.resource().kind()), state))
                .orElse("");
    }

    private static <O> String nameOf(ResourceType<?, O> type, Object state) {
        return type.awsName(type.stateType().cast(state));
    }

    /** Empty of what is marked to stay. */
    private static <O> Optional<String> awsName(ResourceType<?, O> type, Object found) {
        O state = type.stateType().cast(found);
        return type.isKept(state) ? Optional.empty() : Optional.of(type.awsName(state));
    }

    private CompletableFuture<Plan> applying(
            String cluster,
            Declaration declaration,
            List<Declared<?>> declared,
            List<Problem> known,
            Set<ResourceId> mayReplace,
            AwsApi reads) {
        Ownership owner = new Ownership(cluster);
        Reading reading = new PlanReading(reads, owner, timeline.now());
        Attempts attempts = new Attempts(timeline);
        CompletableFuture<Findings> found = new Survey(types.declarable(), reads, timeline).of(owner, declared);
        CompletableFuture<List<Declared<?>>> settled = found.thenCompose(findings ->
                all(declared, wish -> attempts.read(() -> new Judgement(reading, findings).settled(wish))));
        CompletableFuture<List<List<Problem>>> checked = settled.thenCompose(wishes ->
                all(wishes, wish -> attempts.read(() -> new Judgement(reading, found.join()).problems(wish))));
        return checked.thenCompose(more -> {
            List<Problem> problems = new ArrayList<>(known);
            problems.addAll(LeaseWarnings.of(declaration, found.join(), timeline.now()));
            problems.addAll(found.join().warnings());
            more.forEach(problems::addAll);
            if (problems.stream().anyMatch(Problem::isError)) {
                throw new InvalidSpecException(
                        cluster, problems.stream().distinct().toList());
            }
            List<Step> steps = new Steps(types, found.join(), mayReplace, Spared.NOTHING).toApply(settled.join());
            List<Declared<?>> concerned = steps.stream().anyMatch(Step::acts) ? settled.join() : List.of();
            return all(concerned, wish -> attempts.read(() -> new Judgement(reading, found.join()).warnings(wish)))
                    .thenCompose(warnings -> {
                        warnings.forEach(problems::addAll);
                        return plan(
                                owner,
                                Goal.APPLY,
                                declaration,
                                steps,
                                problems,
                                account -> needed(owner, account, found.join()).toApply(steps, declaration));
                    });
        });
    }

    /** Begins for all before it waits for the first; the results stand in the order of the wishes. */
    private static <T> CompletableFuture<List<T>> all(
            List<Declared<?>> wishes, Function<Declared<?>, CompletableFuture<? extends T>> read) {
        List<CompletableFuture<? extends T>> begun = wishes.stream().map(read).toList();
        return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<T> results = new ArrayList<>();
            begun.forEach(each -> results.add(each.join()));
            return results;
        });
    }

    private CompletableFuture<Findings> survey(String cluster, AwsApi reads) {
        return new Survey(types, reads, timeline).of(new Ownership(cluster), List.of());
    }

    private PermissionsNeeded needed(Ownership owner, String account, Findings findings) {
        return new PermissionsNeeded(
                types, new PermissionScope(aws.partition(), aws.region(), account, owner), findings);
    }

    private CompletableFuture<Plan> plan(
            Ownership owner,
            Goal goal,
            Declaration declaration,
            List<Step> steps,
            List<Problem> warnings,
            Function<String, PermissionSet> permissions) {
        return new Attempts(timeline)
                .read(aws::accountId)
                .thenApply(account -> new Plan(
                        owner.cluster(),
                        aws.region(),
                        account,
                        goal,
                        declaration,
                        timeline.now(),
                        steps,
                        warnings,
                        permissions.apply(account)));
    }

    private record PlanReading(AwsApi aws, Ownership owner, Instant now) implements Reading {}
}
