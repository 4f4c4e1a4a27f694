package dev.eksdsl.resource.instance;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.ec2.Creation;
import dev.eksdsl.resource.ec2.Ec2Tags;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/**
 * The kind {@value #KIND}: a node that Karpenter launched. Nobody ends it when Karpenter is gone. Instances of node groups and of Auto
 * Scaling groups are no leftovers: they go with their group, or belong to somebody.
 */
public final class InstanceType extends LeftoverType<InstanceState> {

    /**
     * The kind's name. */
    public static final String KIND = "instance";

    private static final Timing DELETION = Timing.of(Duration.ofSeconds(60), Duration.ofMinutes(20));

    /** Karpenter's, with the names of pools: since 0.33, and before. */
    private static final List<String> POOL = List.of("karpenter.sh/nodepool", "karpenter.sh/provisioner-name");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<InstanceState> stateType() {
        return InstanceState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of(
                "launch-template",
                "volume",
                "network-interface",
                "managed-security-group",
                "security-group",
                "subnet",
                "role");
    }

    @Override
    protected void find(Observing<Undeclared, InstanceState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        for (Instance each : describe(observing.aws(), ours)) {
            Map<String, String> tags = Ec2Tags.read(each.tags());
            Optional<String> pool =
                    POOL.stream().filter(tags::containsKey).map(tags::get).findFirst();
            if (pool.isPresent() && ours.claim(tags) && !isTerminated(each)) {
                InstanceState state = new InstanceState(each.instanceId(), pool.get());
                observing.found(new ResourceId(KIND, state.id()), new Observation.Present<>(state));
            }
        }
    }

    @Override
    public String awsName(InstanceState state) {
        return state.id();
    }

    @Override
    public Progress<InstanceState> delete(Acting acting, InstanceState state) {
        TerminateInstancesRequest request =
                TerminateInstancesRequest.builder().instanceIds(state.id()).build();
        Creation.unlessGone(() -> acting.aws().ec2(Ec2Client::terminateInstances, request));
        return look(acting, state);
    }

    private static Progress<InstanceState> look(Acting acting, InstanceState state) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder().instanceIds(state.id()).build();
        try {
            boolean gone = acting.aws().ec2(Ec2Client::describeInstances, request).reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .allMatch(InstanceType::isTerminated);
            return gone ? Progress.gone() : Progress.waiting("shutting-down", again -> look(again, state));
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return Progress.gone();
        }
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE -> List.of(new Permission("ec2:DescribeInstances", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "ec2:TerminateInstances", List.of(scope.arn("ec2", "instance/" + id.name())), Map.of()));
            default -> List.of();
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DELETION;
    }

    private static boolean isTerminated(Instance instance) {
        return instance.state().nameAsString().equals("terminated");
    }

    private static List<Instance> describe(AwsApi aws, ClusterTags ours) {
        List<Reservation> reservations = Pages.all(
                token -> aws.ec2(
                        Ec2Client::describeInstances,
                        DescribeInstancesRequest.builder()
                                .filters(ours.anyOfThem())
                                .nextToken(token)
                                .build()),
                DescribeInstancesResponse::nextToken,
                DescribeInstancesResponse::reservations);
        return reservations.stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }
}
