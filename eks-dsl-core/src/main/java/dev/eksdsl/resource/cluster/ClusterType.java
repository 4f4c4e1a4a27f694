package dev.eksdsl.resource.cluster;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.diff.Fields;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Claim;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.eks.Deletion;
import dev.eksdsl.resource.eks.EksTags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;

/**
 * The EKS cluster. Outputs: {@code name}, {@code arn}, {@code endpoint}, {@code certificateAuthority} (Base64), {@code
 * issuer} (the OIDC issuer URL), {@code clusterSecurityGroup}, {@code vpc}.
 */
public final class ClusterType implements ResourceType<ClusterSpec, ClusterState> {

    /** The kind's name: {@value}. */
    public static final String KIND = "cluster";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<ClusterSpec> specType() {
        return ClusterSpec.class;
    }

    @Override
    public Class<ClusterState> stateType() {
        return ClusterState.class;
    }

    /** What controllers in it made as well: that goes when nothing can make it anew. */
    @Override
    public Set<String> needs() {
        return Set.of(
                "subnet",
                "security-group",
                "role",
                "load-balancer",
                "target-group",
                "volume",
                "network-interface",
                "managed-security-group",
                "instance",
                "launch-template",
                "log-group",
                "key");
    }

    @Override
    public List<Input> inputs(ClusterSpec spec) {
        List<Input> inputs = new ArrayList<>(spec.subnets());
        inputs.addAll(spec.securityGroups());
        inputs.add(spec.role());
        return inputs;
    }

    @Override
    public void observe(Observing<ClusterSpec, ClusterState> observing) {
        String name = observing.owner().cluster();
        ResourceId id = new ResourceId(KIND, name);
        try {
            Cluster cluster = observing
                    .aws()
                    .eks(EksClient::describeCluster, describe(name))
                    .cluster();
            observing.found(id, observation(observing.owner(), cluster), cluster.tags());
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    @Override
    public List<Permission> permissionsToClaim(PermissionScope scope, ResourceId id) {
        return new ClusterPermissions(scope).toChange(ClusterUpdate.TAGS);
    }

    @Override
    public boolean keepsClaims() {
        return true;
    }

    @Override
    public List<Claim> claims(Reading reading) {
        try {
            Cluster cluster = reading.aws()
                    .eks(EksClient::describeCluster, describe(reading.owner().cluster()))
                    .cluster();
            boolean holds = reading.owner().read(cluster.tags()).isPresent()
                    && !cluster.statusAsString().equals("DELETING");
            return holds
                    ? List.of(new Claim(cluster.arn(), cluster.tags().getOrDefault(Ownership.DECLARATION_TAG, "")))
                    : List.of();
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public void claim(AwsApi aws, Claim claim) {
        EksTags.set(aws, claim.awsId(), Map.of(Ownership.DECLARATION_TAG, claim.declaration()));
    }

    private static Observation<ClusterState> observation(Ownership owner, Cluster cluster) {
        if (owner.read(cluster.tags()).isEmpty()) {
            return new Observation.Foreign<>("an EKS cluster " + cluster.arn());
        }
        ClusterState state = ClusterState.of(cluster);
        return switch (cluster.statusAsString()) {
            case "CREATING", "PENDING", "UPDATING" -> new Observation.Changing<>(state, cluster.statusAsString());
            case "DELETING" -> new Observation.Leaving<>(state, cluster.statusAsString());
            case "FAILED" -> new Observation.Broken<>(state, ClusterHealth.text(cluster));
            default -> new Observation.Present<>(state);
        };
    }

    @Override
    public List<Problem> check(Reading reading, ResourceId id, ClusterSpec spec, Observation<ClusterState> found) {
        return new VersionCheck(reading).check(spec.version(), found);
    }

    @Override
    public List<Problem> warnings(Reading reading, ResourceId id, ClusterSpec spec, Observation<ClusterState> found) {
        return new VersionCheck(reading).warnings(spec.version());
    }

    @Override
    public List<Problem> checkDeletion(ResourceId id, ClusterState state) {
        return ClusterProtection.check(id, state);
    }

    @Override
    public Fields<ClusterSpec, ClusterState> fields(Inputs inputs) {
        return Fields.<ClusterSpec, ClusterState>builder()
                .replace("role", s -> inputs.find(s.role()), ClusterState::role)
                .replace("serviceCidr", ClusterSpec::serviceCidr, ClusterState::serviceCidr)
                .inPlace(ClusterUpdate.VERSION, "version", s -> Optional.of(s.version()), ClusterState::version)
                .inPlace(ClusterUpdate.SUBNETS, "subnets", s -> inputs.findAll(s.subnets()), ClusterState::subnets)
                .inPlace(
                        ClusterUpdate.SECURITY_GROUPS,
                        "securityGroups",
                        s -> inputs.findAll(s.securityGroups()),
                        ClusterState::securityGroups)
                .inPlace(
                        ClusterUpdate.ENDPOINT,
                        "endpoint.public",
                        s -> Optional.of(s.publicEndpoint()),
                        ClusterState::publicEndpoint)
                .inPlace(
                        ClusterUpdate.ENDPOINT,
                        "endpoint.private",
                        s -> Optional.of(s.privateEndpoint()),
                        ClusterState::privateEndpoint)
                .inPlace(ClusterUpdate.ENDPOINT, "endpoint.publicCidrs", ClusterType::cidrs, ClusterState::publicCidrs)
                .inPlace(ClusterUpdate.LOGGING, "logging", ClusterSpec::logging, ClusterState::logging)
                .inPlace(
                        ClusterUpdate.AUTHENTICATION,
                        "authenticationMode",
                        s -> Optional.of(s.authenticationMode()),
                        ClusterState::authenticationMode)
                .inPlace(
                        ClusterUpdate.PROTECTION,
                        "deletionProtection",
                        ClusterSpec::deletionProtection,
                        ClusterState::deletionProtection)
                .inPlace(ClusterUpdate.PROTECT, "protected", s -> Optional.of(s.isProtected()), ClusterProtection::isOn)
                .inPlace(ClusterUpdate.SUPPORT, "supportType", ClusterSpec::supportType, ClusterState::supportType)
                .entries(ClusterUpdate.TAGS, "tags", ClusterSpec::tags, ClusterState::tags, key -> false)
                .build();
    }

    /** Without a public endpoint the addresses that may use it mean nothing. */
    private static Optional<Set<String>> cidrs(ClusterSpec spec) {
        if (!spec.publicEndpoint()) {
            return Optional.empty();
        }
        return Optional.of(spec.publicCidrs().isEmpty() ? Set.of("0.0.0.0/0") : new TreeSet<>(spec.publicCidrs()));
    }

    @Override
    public Map<String, String> outputs(ClusterState state) {
        return state.outputs();
    }

    @Override
    public Progress<ClusterState> create(Acting acting, ClusterSpec spec) {
        try {
            return wait(acting.aws()
                    .eks(EksClient::createCluster, ClusterRequests.create(acting, spec))
                    .cluster());
        } catch (AwsCallException e) {
            if (e.is("ResourceInUseException")) {
                return look(acting);
            }
            throw e;
        }
    }

    @Override
    public Progress<ClusterState> resume(Acting acting, ClusterState state) {
        return look(acting);
    }

    /** Looks until the cluster rests. */
    static Progress<ClusterState> look(Acting acting) {
        Cluster cluster = read(acting);
        if (acting.owner().read(cluster.tags()).isEmpty()) {
            throw new EksDslException("cluster " + cluster.arn() + " exists and does not belong to this declaration");
        }
        acting.verifyClaim(cluster.tags());
        return wait(cluster);
    }

    private static Progress<ClusterState> wait(Cluster cluster) {
        return switch (cluster.statusAsString()) {
            case "ACTIVE" -> Progress.done(ClusterState.of(cluster));
            case "FAILED", "DELETING" ->
                throw new ResourceFailedException(
                        "cluster " + cluster.name() + " is " + cluster.statusAsString(), ClusterHealth.text(cluster));
            default ->
                Progress.waiting(
                        (cluster.statusAsString() + " " + ClusterHealth.text(cluster)).strip(), ClusterType::look);
        };
    }

    @Override
    public Progress<ClusterState> update(
            Acting acting, ClusterSpec spec, ClusterState state, String call, List<FieldChange> changes) {
        return new ClusterUpdate(spec, state).make(acting, call);
    }

    @Override
    public Progress<ClusterState> delete(Acting acting, ClusterState state) {
        DeleteClusterRequest request =
                DeleteClusterRequest.builder().name(state.name()).build();
        return Deletion.of(acting, () -> acting.aws().eks(EksClient::deleteCluster, request), ClusterType::rest);
    }

    private static Deletion.Rest rest(Acting acting) {
        Cluster cluster = read(acting);
        return new Deletion.Rest(
                "cluster " + cluster.name(), cluster.statusAsString(), () -> ClusterHealth.text(cluster));
    }

    private static Cluster read(Acting acting) {
        return acting.aws()
                .eks(EksClient::describeCluster, describe(acting.owner().cluster()))
                .cluster();
    }

    static DescribeClusterRequest describe(String name) {
        return DescribeClusterRequest.builder().name(name).build();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<ClusterSpec> spec) {
        return new ClusterPermissions(scope).of(need, spec);
    }

    @Override
    public List<Permission> permissionsToChange(
            PermissionScope scope, ResourceId id, ClusterSpec spec, String call, List<FieldChange> changes) {
        return new ClusterPermissions(scope).toChange(call);
    }

    @Override
    public List<String> diagnose(Reading reading, Inputs inputs, ResourceId id, Optional<ClusterSpec> spec) {
        return ClusterDiagnosis.of(reading.aws(), id.name());
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return switch (action) {
            case DELETE -> Timing.of(Duration.ofMinutes(3), Duration.ofMinutes(9), Duration.ofMinutes(30));
            case UPDATE -> ClusterUpdate.timing(call);
            default -> Timing.of(Duration.ofMinutes(10), Duration.ofMinutes(13), Duration.ofMinutes(40));
        };
    }

    /** EKS allows one update of a cluster at a time. */
    @Override
    public Optional<Lane> lane(Action action) {
        return action == Action.UPDATE ? Optional.of(new Lane("cluster update")) : Optional.empty();
    }
}
