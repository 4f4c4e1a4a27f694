package dev.eksdsl.resource.workload;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster's workloads, as far as they hold resources of AWS: deleted first of all, while the controllers live that delete
 * what they hold. Never declared.
 */
public final class WorkloadsType implements ResourceType<Void, WorkloadsState> {

    /** The name of the kind: {@value}. */
    public static final String KIND = "workloads";

    /**
     * A load balancer goes within seconds; a volume when its pods have ended and it is detached, about half a minute each. A
     * node of Karpenter's is drained first.
     */
    private static final Timing RELEASE = Timing.of(Duration.ofMinutes(1), Duration.ofMinutes(20));

    private final Optional<ClusterWorkloads> workloads;

    /** @param workloads the way into clusters; empty if there is none, which a plan then says */
    public WorkloadsType(Optional<ClusterWorkloads> workloads) {
        this.workloads = workloads;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Void> specType() {
        return Void.class;
    }

    @Override
    public Class<WorkloadsState> stateType() {
        return WorkloadsState.class;
    }

    @Override
    public boolean isLeftBehind() {
        return true;
    }

    @Override
    public Set<String> needs() {
        return Set.of("nodegroup", "fargate", "addon", "cluster");
    }

    @Override
    public void observe(Observing<Void, WorkloadsState> observing) {
        ResourceId id = new ResourceId(KIND, observing.owner().cluster());
        Optional<ClusterEndpoint> endpoint = ClusterEndpoint.of(observing.aws(), observing.owner());
        if (endpoint.isEmpty()) {
            return;
        }
        if (workloads.isEmpty()) {
            observing.warn(WorkloadWarnings.unseen(id, "eks-dsl-kubernetes is not on the class path"));
            return;
        }
        try {
            WorkloadsState state = workloads.get().find(endpoint.get());
            WorkloadWarnings.of(id, state).forEach(observing::warn);
            state.of(Workload.Fate.KEPT).forEach(volume -> observing.keep(new ResourceId("volume", volume.holds())));
            if (!state.isEmpty()) {
                observing.found(id, new Observation.Present<>(state));
            }
        } catch (UnreachableClusterException e) {
            observing.warn(WorkloadWarnings.unseen(id, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public String summary(WorkloadsState state) {
        return WorkloadsText.summary(state);
    }

    @Override
    public Fields<Void, WorkloadsState> fields(Inputs inputs) {
        return Fields.<Void, WorkloadsState>builder().build();
    }

    @Override
    public Map<String, String> outputs(WorkloadsState state) {
        return Map.of();
    }

    @Override
    public Progress<WorkloadsState> create(Acting acting, Void spec) {
        throw neverDeclared();
    }

    @Override
    public Progress<WorkloadsState> resume(Acting acting, WorkloadsState state) {
        throw neverDeclared();
    }

    @Override
    public Progress<WorkloadsState> update(
            Acting acting, Void spec, WorkloadsState state, String call, List<FieldChange> changes) {
        throw neverDeclared();
    }

    @Override
    public Progress<WorkloadsState> delete(Acting acting, WorkloadsState state) {
        Optional<ClusterEndpoint> endpoint = ClusterEndpoint.of(acting.aws(), acting.owner());
        return workloads.isEmpty() || endpoint.isEmpty()
                ? Progress.gone()
                : new Release(workloads.get(), endpoint.get()).look(acting);
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Void> spec) {
        Permission describe = new Permission(
                "eks:DescribeCluster",
                List.of(scope.arn("eks", "cluster/" + scope.owner().cluster())),
                Map.of());
        Permission mark = new Permission("ec2:CreateTags", List.of(scope.arn("ec2", "volume/*")), Map.of());
        return switch (need) {
            case OBSERVE -> List.of(describe);
            case DELETE -> List.of(describe, mark);
            default -> List.of();
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return RELEASE;
    }

    private static IllegalStateException neverDeclared() {
        return new IllegalStateException("workloads are not declared");
    }
}
