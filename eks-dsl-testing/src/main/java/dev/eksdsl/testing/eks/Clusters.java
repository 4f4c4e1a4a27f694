package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** Create, describe, list and delete clusters. */
final class Clusters {

    /** What ListClusters calls it to list registered clusters, too. */
    private static final String ALL = "all";

    private final Surroundings eks;
    private final ClusterRules rules;
    private final EncryptionRules keys;
    private final RoleRules roles;
    private final ClusterBirth birth;
    private final KubernetesVersions calendar = KubernetesVersions.eks();

    Clusters(Surroundings eks, AccessEntries access, AddonCatalogue catalogue) {
        this.eks = eks;
        this.rules = new ClusterRules(eks);
        this.keys = new EncryptionRules(eks);
        this.roles = eks.roleRules();
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
                    if (place.clusters.containsKey(request.name()) || place.connected.containsKey(request.name())) {
                        throw Refusals.inUse(where, "Cluster already exists with name: " + request.name());
                    }
                    int most = eks.most(EksQuota.CLUSTERS, caller);
                    if (place.clusters.size() >= most && !eks.world().isLenient()) {
                        throw Refusals.limitExceeded(
                                where, "Cluster limit exceeded: " + most + " in this account and region");
                    }
                    ClusterState cluster = validated(request, caller, where);
                    place.clusters.put(request.name(), cluster);
                    eks.after(cluster, "", Durations.Of.CLUSTER_CREATE, () -> finishCreate(cluster));
                    return CreateClusterResponse.builder()
                            .cluster(cluster.described())
                            .build();
                });
    }

    private ClusterState validated(CreateClusterRequest request, Caller caller, Map<String, Object> where) {
        String version = request.version() == null ? calendar.defaultVersion(eks.now()) : request.version();
        boolean known = eks.world().isLenient()
                ? version.matches("1\\.[0-9]+")
                : calendar.available(eks.now()).contains(version);
        if (!known) {
            throw Refusals.invalidParameter(where, "unsupported Kubernetes version");
        }
        VpcConfigRequest vpc = request.resourcesVpcConfig();
        if (vpc.subnetIds().isEmpty() && !eks.world().isLenient()) {
            throw Refusals.invalidParameter(where, "Subnets specified must be in at least two different AZs");
        }
        roles.cluster(caller, request.roleArn(), request.name(), where);
        String vpcId = rules.vpc(caller, vpc.subnetIds(), where);
        rules.securityGroups(caller, vpc.securityGroupIds(), vpcId, where);
        rules.endpoint(
                caller,
                ClusterRules.publicAccess(vpc),
                ClusterRules.privateAccess(vpc),
                vpc.publicAccessCidrs(),
                where);
        rules.autoMode(request, where);
        for (EncryptionConfig encryption : request.encryptionConfig()) {
            keys.key(caller, encryption, where);
        }
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
        // only a lenient world has clusters of a version that the calendar does not know
        return calendar.find(version)
                .map(KubernetesVersions.Release::platformVersion)
                .orElse("eks.1");
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
        Cluster connected = eks.places().of(caller).connected.get(String.valueOf(request.name()));
        return DescribeClusterResponse.builder()
                .cluster(
                        connected == null
                                ? eks.places().cluster(caller, request.name()).described()
                                : connected)
                .build();
    }

    private ListClustersResponse list(ListClustersRequest request, Caller caller) {
        Place place = eks.places().of(caller);
        Set<String> names = new TreeSet<>(place.clusters.keySet());
        if (request.hasInclude() && !request.include().isEmpty()) {
            if (!request.include().equals(List.of(ALL))) {
                throw Refusals.invalidParameter(
                        Map.of(), "The value of include must be all, not " + String.join(", ", request.include()));
            }
            names.addAll(place.connected.keySet());
        }
        Page<String> page = Pages.of(names, request.maxResults(), request.nextToken());
        return ListClustersResponse.builder()
                .clusters(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteClusterResponse delete(DeleteClusterRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.name());
        if (!cluster.is(ClusterStatus.DELETING)) {
            requireDeletable(cluster);
            cluster.change(change -> change.status(ClusterStatus.DELETING));
            eks.after(cluster, "", Durations.Of.CLUSTER_DELETE, () -> forget(cluster));
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
        if (!cluster.capabilities.isEmpty()) {
            throw Refusals.inUse(
                    cluster.where(),
                    "Cluster has capabilities attached: " + String.join(", ", cluster.capabilities.keySet()));
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
