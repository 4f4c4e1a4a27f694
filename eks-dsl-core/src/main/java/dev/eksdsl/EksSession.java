package dev.eksdsl;

import dev.eksdsl.aws.AwsClients;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Deadlines;
import dev.eksdsl.execute.Destroyer;
import dev.eksdsl.execute.Executor;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepRunner;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.plan.Declaration;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanJson;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.workload.ClusterWorkloads;
import dev.eksdsl.sweep.ClusterLease;
import dev.eksdsl.sweep.Lease;
import dev.eksdsl.sweep.Sweep;
import dev.eksdsl.sweep.SweepReport;
import dev.eksdsl.sweep.Sweeper;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.HazardLooks;
import dev.eksdsl.waiting.LookPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A connection to one account and region of AWS. Thread-safe. Close it when done; it holds SDK clients. */
public final class EksSession implements AutoCloseable {

    private final AwsOptions options;
    private final AwsClients aws;
    private final Planner planner;
    private final Executor executor;
    private final Destroyer destroyer;
    private final PlanJson json;

    EksSession(AwsOptions options) {
        this.options = options;
        this.aws = options.clients();
        ResourceTypes kinds = Kinds.with(workloads());
        this.planner = new Planner(kinds, aws, options.timeline());
        this.executor = new Executor(kinds, aws, options.timeline(), planner, looks(), experience());
        this.destroyer = new Destroyer(planner, executor, options.timeline());
        this.json = new PlanJson(kinds);
    }

    private LookPolicy looks() {
        return options.part(LookPolicy.class).orElseGet(HazardLooks::new);
    }

    private Experience experience() {
        return options.part(Experience.class).orElseGet(Experience::new);
    }

    /** What was given, else what a module on the class path brings. */
    private Optional<ClusterWorkloads> workloads() {
        return options.part(ClusterWorkloads.class)
                .or(() ->
                        ServiceLoader.load(WorkloadsProvider.class).findFirst().map(provider -> provider.of(this)));
    }

    /**
     * Reads AWS and says what it would take to make it as declared. Writes nothing.
     *
     * @throws InvalidSpecException if the declaration cannot be carried out; holds every problem found
     * @throws dev.eksdsl.aws.AwsCallException if AWS cannot be read
     */
    public Plan plan(EksClusterSpec spec) {
        return timeline().await(planning(spec));
    }

    /** Does the same without waiting. */
    CompletableFuture<Plan> planning(EksClusterSpec spec) {
        List<Problem> problems = spec.problems();
        if (!SpecChecks.canCompile(problems)) {
            throw new InvalidSpecException(spec.name(), problems);
        }
        List<Declared<?>> wishes = ClusterCompiler.compile(spec, aws.region());
        Declaration declaration = Declaration.of(wishes, spec.timeToLive());
        return planner.applying(spec.name(), declaration, wishes, problems, spec.replaceable());
    }

    /** Says what it would take to leave nothing of a cluster; see {@link #planDestroy(String, Consumer)}. */
    public Plan planDestroy(String cluster) {
        return planDestroy(cluster, d -> {});
    }

    /**
     * Says what it would take to leave nothing of a cluster: all that carries our tags, and what controllers in the cluster
     * and EKS made for it, by their tags. Writes nothing. Needs no declaration; if the cluster itself is gone already, the
     * rest is found by its name. A step is blocked if the cluster is protected.
     *
     * @param choices what is to be kept, or deleted beyond the usual
     */
    public Plan planDestroy(String cluster, Consumer<DestroyOptions> choices) {
        return planner.toDestroy(cluster, DestroyOptions.of(choices).spared());
    }

    /** Carries a plan out and waits for its end; see {@link #apply(Plan, Consumer)}. */
    public Report apply(Plan plan) {
        return apply(plan, event -> {});
    }

    /**
     * Carries a plan out and waits for its end. A step that fails makes only those be skipped that need it; the report tells.
     * If the waiting thread is interrupted the run is cancelled, and the report still comes.
     *
     * @param listener is told what happens, one event at a time
     * @throws dev.eksdsl.plan.StalePlanException if AWS has changed since the plan was made; nothing was written
     * @throws dev.eksdsl.execute.BlockedPlanException if the plan has steps that may not run; nothing was written
     */
    public Report apply(Plan plan, Consumer<? super ProgressEvent> listener) {
        return apply(plan, listener, Deadlines.standard());
    }

    /**
     * Carries a plan out and waits for its end; see {@link #apply(Plan, Consumer)}.
     *
     * @param deadlines when steps are given up, where it is not to be each kind's own
     */
    public Report apply(Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        return executor.run(plan, listener, deadlines);
    }

    /** Begins to carry a plan out and returns; see {@link #apply(Plan, Consumer)}. */
    public ApplyHandle start(Plan plan) {
        return start(plan, event -> {});
    }

    /** Begins to carry a plan out and returns; see {@link #apply(Plan, Consumer)}. */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener) {
        return start(plan, listener, Deadlines.standard());
    }

    /** Begins to carry a plan out and returns; see {@link #apply(Plan, Consumer, Deadlines)}. */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener, Deadlines deadlines) {
        return executor.start(plan, listener, deadlines);
    }

    /** Does the same as {@link #start(Plan)} without waiting for the reads before the first step. */
    CompletableFuture<ApplyHandle> beginning(Plan plan) {
        return executor.begin(plan, event -> {}, Deadlines.standard());
    }

    /** Begins to destroy a cluster as {@link #destroy(String)} does, and returns. */
    ApplyHandle startDestroying(String cluster, Consumer<? super ProgressEvent> listener) {
        DestroyOptions usual = DestroyOptions.of(d -> {});
        return destroyer.start(cluster, usual.spared(), usual.deadline(), listener);
    }

    /**
     * Carries out single steps of plans, for engines that outlive this process. {@link #apply(Plan)} needs it not: it carries
     * out whole plans.
     */
    public StepRunner steps() {
        return executor.steps();
    }

    /** Leaves nothing of a cluster; see {@link #destroy(String, Consumer, Consumer)}. */
    public Report destroy(String cluster) {
        return destroy(cluster, d -> {});
    }

    /** Leaves nothing of a cluster; see {@link #destroy(String, Consumer, Consumer)}. */
    public Report destroy(String cluster, Consumer<DestroyOptions> choices) {
        return destroy(cluster, choices, event -> {});
    }

    /**
     * Plans and carries out the destruction of a cluster, as {@link #planDestroy(String, Consumer)} has it. If something has
     * come up meanwhile (a controller made a load balancer anew), it plans and deletes again, some times at most. The report
     * lists what is left, with AWS's id and why; nothing, if it succeeded.
     *
     * @param choices what is to be kept, or deleted beyond the usual; how long it may take
     * @param listener is told what happens, one event at a time
     * @throws dev.eksdsl.execute.BlockedPlanException if the cluster is protected; nothing was written
     */
    public Report destroy(String cluster, Consumer<DestroyOptions> choices, Consumer<? super ProgressEvent> listener) {
        DestroyOptions options = DestroyOptions.of(choices);
        return destroyer.destroy(cluster, options.spared(), options.deadline(), listener);
    }

    /** How long a cluster is meant to stay; empty if nothing of it has a lease. Reads all that exists of it. */
    public Optional<Lease> lease(String cluster) {
        return clusterLease(cluster).read();
    }

    /**
     * Lets a cluster's lease end so long from now, unless it ends later anyway.
     *
     * @throws EksDslException if nothing of the cluster has a lease, or it is being deleted
     */
    public Lease extend(String cluster, Duration time) {
        return clusterLease(cluster).extend(time);
    }

    /**
     * Lets a cluster's lease end so long from now, unless it ends sooner anyway. Zero lets it end at once: the next sweep that
     * is told to delete does so.
     *
     * @throws EksDslException if nothing of the cluster has a lease
     */
    public Lease shorten(String cluster, Duration time) {
        return clusterLease(cluster).shorten(time);
    }

    /** Says which clusters have outlived their leases, in all regions of the account. Writes nothing. */
    public SweepReport sweep() {
        return sweep(wishes -> {});
    }

    /**
     * Says which clusters have outlived their leases and, with {@link Sweep#delete()}, deletes them and waits for the end. What
     * could not be read or deleted is in the report.
     *
     * @throws dev.eksdsl.aws.AwsCallException if the account's regions cannot be read
     */
    public SweepReport sweep(Consumer<? super Sweep> wishes) {
        Sweep sweep = new Sweep();
        wishes.accept(sweep);
        return new Sweeper(this::inRegion, aws, timeline(), sweep).run();
    }

    private SweptSession inRegion(String id) {
        EksSession there = new EksSession(options.inRegion(id));
        return new SweptSession(there, there.aws, there.planner);
    }

    private ClusterLease clusterLease(String cluster) {
        return new ClusterLease(aws, planner, timeline(), cluster);
    }

    /** A plan as JSON, with a format version; {@link #readPlan} reads it back. */
    public String toJson(Plan plan) {
        return json.write(plan);
    }

    /**
     * A plan that {@link #toJson} wrote.
     *
     * @throws EksDslException if the text is no plan, or of a format that this version cannot read
     */
    public Plan readPlan(String text) {
        return json.read(text);
    }

    /**
     * How to reach a cluster's Kubernetes API.
     *
     * @throws dev.eksdsl.aws.AwsCallException if there is no such cluster
     * @throws EksDslException if the cluster has no endpoint yet, because it is still being created
     */
    public ClusterAccess access(String cluster) {
        return ClusterAccess.read(aws, timeline(), cluster);
    }

    /** The region of this session. */
    public String region() {
        return aws.region();
    }

    /** The provider of the credentials that this session signs with. */
    public AwsCredentialsProvider credentials() {
        return options.credentials();
    }

    /** The time that this session lives in. */
    public Timeline timeline() {
        return options.timeline();
    }

    /** A part that was given with {@link AwsOptions#part(Class, Object)}. */
    public <T> Optional<T> part(Class<T> type) {
        return options.part(type);
    }

    /** Where it is connected to; makes no call. */
    @Override
    public String toString() {
        return "EKS in " + region();
    }

    @Override
    public void close() {
        aws.close();
    }
}
