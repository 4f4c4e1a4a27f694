package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
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
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.eks.ClusterParts;
import dev.eksdsl.resource.eks.Deletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** Managed node groups. Outputs: {@code name}, {@code arn}, {@code autoScalingGroup}. */
public final class NodeGroupType implements ResourceType<NodeGroupSpec, NodeGroupState> {

    /** The kind's name: {@value}. */
    public static final String KIND = "nodegroup";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<NodeGroupSpec> specType() {
        return NodeGroupSpec.class;
    }

    @Override
    public Class<NodeGroupState> stateType() {
        return NodeGroupState.class;
    }

    /** Nodes reach the cluster through their subnets' routes, and need the network add-on while they drain. */
    @Override
    public Set<String> needs() {
        return Set.of("cluster", "subnet", "role", "route-table");
    }

    @Override
    public List<Input> inputs(NodeGroupSpec spec) {
        List<Input> inputs = new ArrayList<>(spec.subnets());
        spec.role().ifPresent(inputs::add);
        return inputs;
    }

    @Override
    public void observe(Observing<NodeGroupSpec, NodeGroupState> observing) {
        for (String name :
                NodeGroupReads.list(observing.aws(), observing.owner().cluster())) {
            ClusterParts.described(
                            observing.aws(),
                            EksClient::describeNodegroup,
                            describe(observing.owner().cluster(), name))
                    .ifPresent(found -> observe(observing, found.nodegroup()));
        }
    }

    private static void observe(Observing<NodeGroupSpec, NodeGroupState> observing, Nodegroup group) {
        ResourceId id = new ResourceId(KIND, group.nodegroupName());
        if (observing.owner().read(group.tags()).isPresent()) {
            observing.found(id, observation(group), group.tags());
        } else if (observing.declared().containsKey(id)) {
            observing.found(id, new Observation.Foreign<>("a node group " + group.nodegroupArn()));
        }
    }

    private static Observation<NodeGroupState> observation(Nodegroup group) {
        NodeGroupState state = NodeGroupState.of(group);
        return switch (group.statusAsString()) {
            case "CREATING", "UPDATING" -> new Observation.Changing<>(state, group.statusAsString());
            case "DELETING" -> new Observation.Leaving<>(state, group.statusAsString());
            case "CREATE_FAILED" -> new Observation.Broken<>(state, NodeGroupState.health(group));
            default -> new Observation.Present<>(state);
        };
    }

    @Override
    public List<Problem> check(Reading reading, ResourceId id, NodeGroupSpec spec, Observation<NodeGroupState> found) {
        return new ImageCheck(reading).check(spec, found);
    }

    @Override
    public Fields<NodeGroupSpec, NodeGroupState> fields(Inputs inputs) {
        return Fields.<NodeGroupSpec, NodeGroupState>builder()
                .replace("role", s -> s.role().flatMap(inputs::find), NodeGroupState::role)
                .replace("subnets", s -> inputs.findAll(s.subnets()).map(TreeSet::new), NodeGroupState::subnets)
                .replace(
                        "instanceTypes",
                        s -> Optional.of(s.instanceTypes()).filter(types -> !types.isEmpty()),
                        NodeGroupState::instanceTypes)
                .replace("amiType", NodeGroupSpec::amiType, NodeGroupState::amiType)
                .replace("capacityType", s -> s.capacityType().map(Enum::name), NodeGroupState::capacityType)
                .replace("diskSize", NodeGroupSpec::diskSize, NodeGroupState::diskSize)
                .inPlace(NodeGroupUpdate.VERSION, "version", NodeGroupSpec::version, NodeGroupState::version)
                .inPlace(NodeGroupUpdate.CONFIG, "scaling.min", s -> Optional.of(s.minSize()), NodeGroupState::minSize)
                .inPlace(
                        NodeGroupUpdate.CONFIG,
                        "scaling.desired",
                        NodeGroupSpec::desiredSize,
                        NodeGroupState::desiredSize)
                .inPlace(NodeGroupUpdate.CONFIG, "scaling.max", s -> Optional.of(s.maxSize()), NodeGroupState::maxSize)
                .entries(NodeGroupUpdate.CONFIG, "labels", NodeGroupSpec::labels, NodeGroupState::labels, key -> true)
                .inPlace(NodeGroupUpdate.CONFIG, "taints", NodeGroupType::taints, NodeGroupState::taints)
                .inPlace(
                        NodeGroupUpdate.CONFIG,
                        "maxUnavailable",
                        NodeGroupSpec::maxUnavailable,
                        NodeGroupState::maxUnavailable)
                .entries(NodeGroupUpdate.TAGS, "tags", NodeGroupSpec::tags, NodeGroupState::tags, key -> false)
                .build();
    }

    private static Optional<Set<String>> taints(NodeGroupSpec spec) {
        Set<String> taints = new TreeSet<>();
        spec.taints().forEach(taint -> taints.add(taint.toString()));
        return Optional.of(taints);
    }

    @Override
    public Map<String, String> outputs(NodeGroupState state) {
        return Map.of("name", state.name(), "arn", state.arn(), "autoScalingGroup", state.autoScalingGroup());
    }

    @Override
    public Progress<NodeGroupState> create(Acting acting, NodeGroupSpec spec) {
        try {
            return wait(acting.aws()
                    .eks(EksClient::createNodegroup, NodeGroupRequests.create(acting, spec))
                    .nodegroup());
        } catch (AwsCallException e) {
            if (e.is("ResourceInUseException") && e.reason().contains("already exists")) {
                return look(acting);
            }
            throw e;
        }
    }

    @Override
    public Progress<NodeGroupState> resume(Acting acting, NodeGroupState state) {
        return look(acting);
    }

    /** Looks until the node group rests. */
    static Progress<NodeGroupState> look(Acting acting) {
        Nodegroup group = read(acting);
        if (acting.owner().read(group.tags()).isEmpty()) {
            throw new EksDslException(
                    "node group " + group.nodegroupArn() + " exists and does not belong to this declaration");
        }
        return wait(group);
    }

    private static Progress<NodeGroupState> wait(Nodegroup group) {
        return switch (group.statusAsString()) {
            case "ACTIVE", "DEGRADED" -> Progress.done(NodeGroupState.of(group));
            case "CREATE_FAILED", "DELETE_FAILED", "DELETING" ->
                throw new ResourceFailedException(
                        "node group " + group.nodegroupName() + " is " + group.statusAsString(),
                        NodeGroupState.health(group));
            default ->
                Progress.waiting(
                        (group.statusAsString() + " " + NodeGroupState.health(group)).strip(), NodeGroupType::look);
        };
    }

    @Override
    public Progress<NodeGroupState> update(
            Acting acting, NodeGroupSpec spec, NodeGroupState state, String call, List<FieldChange> changes) {
        return new NodeGroupUpdate(spec, state).make(acting, call);
    }

    @Override
    public Progress<NodeGroupState> delete(Acting acting, NodeGroupState state) {
        DeleteNodegroupRequest request = DeleteNodegroupRequest.builder()
                .clusterName(acting.owner().cluster())
                .nodegroupName(state.name())
                .build();
        return Deletion.of(acting, () -> acting.aws().eks(EksClient::deleteNodegroup, request), NodeGroupType::rest);
    }

    private static Deletion.Rest rest(Acting acting) {
        Nodegroup group = read(acting);
        return new Deletion.Rest(
                "node group " + group.nodegroupName(), group.statusAsString(), () -> NodeGroupState.health(group));
    }

    private static Nodegroup read(Acting acting) {
        return acting.aws()
                .eks(
                        EksClient::describeNodegroup,
                        describe(acting.owner().cluster(), acting.id().name()))
                .nodegroup();
    }

    private static DescribeNodegroupRequest describe(String cluster, String name) {
        return DescribeNodegroupRequest.builder()
                .clusterName(cluster)
                .nodegroupName(name)
                .build();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<NodeGroupSpec> spec) {
        return new NodeGroupPermissions(scope).of(need, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, NodeGroupSpec spec, String call, List<FieldChange> changes) {
        return new NodeGroupPermissions(scope).toChange(call);
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<NodeGroupSpec> spec) {
        return NodeGroupDiagnosis.of(reading.aws(), reading.owner().cluster(), id.name(), spec.isPresent());
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return switch (action) {
            case CREATE -> Timing.of(Duration.ofMinutes(2), Duration.ofMinutes(6), Duration.ofMinutes(40));
            case UPDATE -> NodeGroupUpdate.timing(call);
            default -> Timing.of(Duration.ofMinutes(6), Duration.ofMinutes(10), Duration.ofMinutes(60));
        };
    }
}
