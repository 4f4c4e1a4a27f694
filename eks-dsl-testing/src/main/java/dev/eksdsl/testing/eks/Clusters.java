package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** Create, describe, list and delete clusters. */
final class Clusters {

    private static final int MOST_CLUSTERS = 100;

    private final Surroundings eks;
    private final ClusterRules rules;
    private final RoleRules roles;
    private final ClusterBirth birth;
    private final KubernetesVersions calendar = KubernetesVersions.eks();

    Clusters(Surroundings eks, AccessEntries access, AddonCatalogue catalogue) {
        this.eks = eks;
        this.rules = new ClusterRules(eks.network());
        this.roles = new RoleRules(eks.roles());
        this.birth = new ClusterBirth(eks, access, catalogue);
    }

    void register(FakeService.Operations operations) {
        operations.on(CreateClusterRequest.class, this::create);
        operations.on(DescribeClusterRequest.class, this::describe);
        operations.on(ListClustersRequest.class, this::list);
        operations.on(DeleteClusterRequest.class, this::delete);
    }

    private CreateClusterResponse create(CreateClusterRequest request, Caller caller) {
        rules.name(request.name());
        Place place = eks.places().of(caller);
        return place.tokens.once(
                request.clientRequestToken(), request.name(), request, CreateClusterResponse.class, () -> {
                    Map<String, Object> where = Map.of("clusterName", request.name());
                    if (place.clusters.containsKey(request.name())) {
                        throw Refusals.inUse(where, "Cluster already exists with name: " + request.name());
                    }
                    if (place.clusters.size() >= MOST_CLUSTERS) {
                        throw Refusals.limitExceeded(
                                where, "Cluster limit exceeded: " + MOST_CLUSTERS + " in this account and region");
                    }
                    ClusterState cluster = validated(request, caller, where);
                    place.clusters.put(request.name(), cluster);
                    eks.after(cluster, Durations.Of.CLUSTER_CREATE, () -> finishCreate(cluster));
                    return CreateClusterResponse.builder()
                            .cluster(cluster.described())
                            .build();
                });
    }

    private ClusterState validated(CreateClusterRequest request, Caller caller, Map<String, Object> where) {
        String version = request.version() == null ? calendar.defaultVersion(eks.now()) : request.version();
        if (!calendar.available(eks.now()).contains(version)) {
            throw Refusals.invalidParameter(where, "unsupported Kubernetes version");
        }
        VpcConfigRequest vpc = request.resourcesVpcConfig();
        if (vpc == null || !vpc.hasSubnetIds() || vpc.subnetIds().isEmpty()) {
            throw Refusals.invalidParameter(where, "Subnets specified must be in at least two different AZs");
        }
        roles.cluster(caller, request.roleArn(), where);
        List<SubnetView> subnets = rules.subnets(caller, vpc.subnetIds(), where);
        String vpcId = subnets.get(0).vpcId();
        rules.securityGroups(caller, vpc.securityGroupIds(), vpcId, where);
        rules.endpoint(ClusterRules.publicAccess(vpc), ClusterRules.privateAccess(vpc), vpc.publicAccessCidrs(), where);
        rules.autoMode(request, where);
        String serviceCidr = rules.serviceCidr(
                request.kubernetesNetworkConfig(),
                eks.network().vpcCidrs(caller, vpcId).orElse(List.of()),
                where);
        Cluster described =
                ClusterDescription.of(request, caller, version, platform(version), vpcId, serviceCidr, eks.now());
        rules.logging(ClusterDescription.enabledLogTypes(described.logging()), where);
        String id = eks.world().ids().hex(32).toUpperCase(Locale.ROOT);
        boolean autoMode = described.computeConfig() != null
                && Boolean.TRUE.equals(described.computeConfig().enabled());
        boolean selfManaged = !autoMode && !Boolean.FALSE.equals(request.bootstrapSelfManagedAddons());
        return new ClusterState(caller, id, selfManaged, described);
    }

    private String platform(String version) {
        return calendar.find(version).orElseThrow().platformVersion();
    }

    private void finishCreate(ClusterState cluster) {
        if (!cluster.is(ClusterStatus.CREATING)) {
            return;
        }
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.CLUSTER_CREATE);
        if (failure == null) {
            birth.activate(cluster);
            return;
        }
        ClusterIssue issue = ClusterIssue.builder()
                .code(failure.code())
                .message(failure.message())
                .build();
        cluster.change(change -> change.status(ClusterStatus.FAILED)
                .health(ClusterHealth.builder().issues(issue).build()));
    }

    private DescribeClusterResponse describe(DescribeClusterRequest request, Caller caller) {
        return DescribeClusterResponse.builder()
                .cluster(eks.places().cluster(caller, request.name()).described())
                .build();
    }

    private ListClustersResponse list(ListClustersRequest request, Caller caller) {
        Pages.Page<String> page =
                Pages.of(eks.places().of(caller).clusters.keySet(), request.maxResults(), request.nextToken());
        return ListClustersResponse.builder()
                .clusters(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private DeleteClusterResponse delete(DeleteClusterRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.name());
        if (!cluster.is(ClusterStatus.DELETING)) {
            requireDeletable(cluster);
            cluster.change(change -> change.status(ClusterStatus.DELETING));
            eks.after(cluster, Durations.Of.CLUSTER_DELETE, () -> forget(cluster));
        }
        return DeleteClusterResponse.builder().cluster(cluster.described()).build();
    }

    private static void requireDeletable(ClusterState cluster) {
        if (!cluster.nodegroups.isEmpty()) {
            throw Refusals.inUse(cluster.where(), "Cluster has nodegroups attached");
        }
        if (!cluster.fargateProfiles.isEmpty()) {
            FargateProfile profile = cluster.fargateProfiles.values().iterator().next();
            throw Refusals.inUse(
                    cluster.where(),
                    "Cannot delete because cluster " + cluster.name() + " currently has Fargate profile "
                            + profile.fargateProfileName() + " in status " + profile.statusAsString());
        }
        cluster.requireNoUpdate("delete");
        if (cluster.is(ClusterStatus.ACTIVE)
                && Boolean.TRUE.equals(cluster.described().deletionProtection())) {
            throw Refusals.invalidRequest(
                    cluster.where(),
                    "Cluster " + cluster.name() + " has deletion protection enabled: disable it to delete the cluster");
        }
    }

    private void forget(ClusterState cluster) {
        Caller owner = cluster.creator;
        cluster.interfaceIds.forEach(id -> eks.network().deleteServiceInterface(owner, id));
        String group = cluster.described().resourcesVpcConfig().clusterSecurityGroupId();
        if (group != null) {
            eks.network().deleteServiceSecurityGroup(owner, group);
        }
        cluster.close();
        Place place = eks.places().of(owner);
        place.clusters.remove(cluster.name());
        place.tokens.forget(cluster.name());
    }
}
