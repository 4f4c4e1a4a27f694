package dev.eksdsl;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsClients;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Executor;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.execute.Report;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.Problem;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.PlanJson;
import dev.eksdsl.plan.Planner;
import dev.eksdsl.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/** A connection to one account and region of AWS. Thread-safe. Close it when done; it holds SDK clients. */
public final class EksSession implements AutoCloseable {

    private final AwsOptions options;
    private final AwsClients aws;
    private final Planner planner;
    private final Executor executor;
    private final PlanJson json = new PlanJson(Kinds.ALL);

    EksSession(AwsOptions options) {
        this.options = options;
        this.aws = options.clients();
        this.planner = new Planner(Kinds.ALL, aws, options.timeline());
        this.executor = new Executor(Kinds.ALL, aws, options.timeline(), planner);
    }

    /**
     * Reads AWS and says what it would take to make it as declared. Writes nothing.
     *
     * @throws InvalidSpecException if the declaration cannot be carried out; holds every problem found
     * @throws dev.eksdsl.aws.AwsCallException if AWS cannot be read
     */
    public Plan plan(EksClusterSpec spec) {
        List<Problem> problems = spec.problems();
        if (!SpecChecks.canCompile(problems)) {
            throw new InvalidSpecException(spec.name(), problems);
        }
        return planner.toApply(spec.name(), ClusterCompiler.compile(spec, aws.region()), problems, spec.replaceable());
    }

    /** Says what it would take to leave nothing of a cluster's declaration: all that carries our tags, and nothing else. */
    public Plan planDestroy(String cluster) {
        return planner.toDestroy(cluster);
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
        return executor.run(plan, listener);
    }

    /** Begins to carry a plan out and returns; see {@link #apply(Plan, Consumer)}. */
    public ApplyHandle start(Plan plan) {
        return start(plan, event -> {});
    }

    /** Begins to carry a plan out and returns; see {@link #apply(Plan, Consumer)}. */
    public ApplyHandle start(Plan plan, Consumer<? super ProgressEvent> listener) {
        return executor.start(plan, listener);
    }

    /** Plans and carries out the destruction of all that belongs to a cluster's declaration; lists what is left, if anything. */
    public Report destroy(String cluster) {
        return apply(planDestroy(cluster));
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
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().name(cluster).build();
        Cluster found = timeline()
                .await(new Attempts(timeline()).read(() -> aws.eks(EksClient::describeCluster, request)))
                .cluster();
        if (found.endpoint() == null || found.certificateAuthority() == null) {
            throw new EksDslException("cluster " + cluster + " has no endpoint: it is " + found.statusAsString());
        }
        return new ClusterAccess(
                cluster,
                found.arn(),
                region(),
                found.endpoint(),
                found.certificateAuthority().data());
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
