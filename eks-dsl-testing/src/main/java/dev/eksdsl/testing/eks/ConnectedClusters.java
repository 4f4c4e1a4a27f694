package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.DeregisterClusterRequest;
import software.amazon.awssdk.services.eks.model.DeregisterClusterResponse;
import software.amazon.awssdk.services.eks.model.RegisterClusterRequest;
import software.amazon.awssdk.services.eks.model.RegisterClusterResponse;

/**
 * Clusters from elsewhere that are registered with EKS. They stay PENDING: nothing in the fake runs the agent that would
 * connect them.
 */
final class ConnectedClusters {

    private static final Duration ACTIVATION = Duration.ofDays(3);
    private static final String SERVICE = "eks-connector.amazonaws.com";
    private static final String SERVICE_ROLE = "AWSServiceRoleForAmazonEKSConnector";

    private final Surroundings eks;
    private final RoleRules roles;

    ConnectedClusters(Surroundings eks) {
        this.eks = eks;
        this.roles = eks.roleRules();
    }

    void register(FakeService.Operations operations) {
        operations.on(RegisterClusterRequest.class, this::register);
        operations.on(DeregisterClusterRequest.class, this::deregister);
    }

    private RegisterClusterResponse register(RegisterClusterRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        return place.tokens.once(
                request.clientRequestToken(), request.name(), request, RegisterClusterResponse.class, () -> {
                    check(request, place, caller);
                    Cluster cluster = described(request, caller);
                    place.connected.put(cluster.name(), cluster);
                    return RegisterClusterResponse.builder().cluster(cluster).build();
                });
    }

    private void check(RegisterClusterRequest request, Place place, Caller caller) {
        Map<String, Object> where = Map.of("clusterName", request.name());
        if (place.clusters.containsKey(request.name()) || place.connected.containsKey(request.name())) {
            throw Refusals.inUse(where, "Cluster already exists with name: " + request.name());
        }
        int most = eks.most(EksQuota.REGISTERED_CLUSTERS, caller);
        if (place.connected.size() >= most) {
            throw Refusals.limitExceeded(
                    where, "Registered cluster limit exceeded: " + most + " in this account and region");
        }
        roles.connector(caller, request.connectorConfig().roleArn(), where);
        requireServiceRole(caller);
    }

    /** The first registration of an account makes EKS's own role, which IAM needs some seconds to make known. */
    private void requireServiceRole(Caller caller) {
        eks.roles().ensureServiceLinkedRole(caller, SERVICE, SERVICE_ROLE);
        String arn = caller.globalArn("iam", "role/aws-service-role/" + SERVICE + "/" + SERVICE_ROLE);
        if (!eks.world().isLenient() && eks.roles().settled(caller, arn).isEmpty()) {
            throw new AwsFault(
                    428,
                    "ResourcePropagationDelayException",
                    "The service-linked role " + SERVICE_ROLE + " was created and is still propagating. Retry later.");
        }
    }

    private Cluster described(RegisterClusterRequest request, Caller caller) {
        return Cluster.builder()
                .name(request.name())
                .arn(Arns.cluster(caller, request.name()))
                .createdAt(eks.now())
                .status(ClusterStatus.PENDING)
                .tags(request.hasTags() ? request.tags() : Map.of())
                .connectorConfig(connector -> connector
                        .activationId(eks.newId())
                        .activationCode(eks.world().ids().hex(20))
                        .activationExpiry(eks.now().plus(ACTIVATION))
                        .provider(request.connectorConfig().providerAsString())
                        .roleArn(request.connectorConfig().roleArn()))
                .build();
    }

    private DeregisterClusterResponse deregister(DeregisterClusterRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        Cluster cluster = place.connected.get(request.name());
        if (cluster == null) {
            throw Refusals.noCluster(request.name());
        }
        if (cluster.status() == ClusterStatus.DELETING) {
            throw Refusals.inUse(
                    Map.of("clusterName", request.name()),
                    "Cluster " + request.name() + " is being deregistered already");
        }
        Cluster leaving = cluster.copy(copy -> copy.status(ClusterStatus.DELETING));
        place.connected.put(leaving.name(), leaving);
        eks.world().lifecycle(eks.duration(Durations.Of.CLUSTER_DEREGISTER), () -> {
            place.connected.remove(leaving.name());
            place.tokens.forget(leaving.name());
        });
        return DeregisterClusterResponse.builder().cluster(leaving).build();
    }
}
