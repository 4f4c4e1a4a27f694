package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigResponse;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Updates of a cluster itself: configuration, version, encryption. One at a time. */
final class ClusterUpdates {

    private final Surroundings eks;
    private final ConfigChanges changes;
    private final VersionRules versions;

    ClusterUpdates(Surroundings eks) {
        this.eks = eks;
        this.changes = new ConfigChanges(new ClusterRules(eks.network()));
        this.versions = new VersionRules();
    }

    void register(FakeService.Operations operations) {
        operations.on(UpdateClusterConfigRequest.class, this::updateConfig);
        operations.on(UpdateClusterVersionRequest.class, this::updateVersion);
        operations.on(AssociateEncryptionConfigRequest.class, this::encrypt);
    }

    private UpdateClusterConfigResponse updateConfig(UpdateClusterConfigRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.name());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        request.name() + "/config",
                        request,
                        UpdateClusterConfigResponse.class,
                        () -> {
                            ConfigChange change = changes.of(request, cluster, caller, eks.now());
                            Update update = start(
                                    cluster,
                                    change.type(),
                                    change.params(),
                                    Durations.Of.CLUSTER_UPDATE,
                                    change.change());
                            return UpdateClusterConfigResponse.builder()
                                    .update(update)
                                    .build();
                        });
    }

    private UpdateClusterVersionResponse updateVersion(UpdateClusterVersionRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.name());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        request.name() + "/version",
                        request,
                        UpdateClusterVersionResponse.class,
                        () -> UpdateClusterVersionResponse.builder()
                                .update(startVersion(cluster, request.version()))
                                .build());
    }

    private Update startVersion(ClusterState cluster, String version) {
        UpdateType type = versions.check(cluster, version, eks.now());
        String platform = KubernetesVersions.eks().find(version).orElseThrow().platformVersion();
        String before = cluster.version();
        return start(
                cluster,
                type,
                List.of(param(UpdateParamType.VERSION, version), param(UpdateParamType.PLATFORM_VERSION, platform)),
                Durations.Of.CLUSTER_VERSION_UPDATE,
                change -> {
                    change.version(version).platformVersion(platform);
                    cluster.upgradedFrom = type == UpdateType.VERSION_ROLLBACK ? null : before;
                    cluster.upgradedAt = eks.now();
                    cluster.kubernetes().version(version);
                });
    }

    private AssociateEncryptionConfigResponse encrypt(AssociateEncryptionConfigRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.clusterName());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        request.clusterName() + "/encryption",
                        request,
                        AssociateEncryptionConfigResponse.class,
                        () -> {
                            EncryptionConfig config = encryption(request, cluster);
                            Update update = start(
                                    cluster,
                                    UpdateType.ASSOCIATE_ENCRYPTION_CONFIG,
                                    List.of(param(UpdateParamType.ENCRYPTION_CONFIG, config)),
                                    Durations.Of.CLUSTER_UPDATE,
                                    change -> change.encryptionConfig(config));
                            return AssociateEncryptionConfigResponse.builder()
                                    .update(update)
                                    .build();
                        });
    }

    private static EncryptionConfig encryption(AssociateEncryptionConfigRequest request, ClusterState cluster) {
        if (request.encryptionConfig().size() != 1
                || request.encryptionConfig().get(0).provider() == null) {
            throw Refusals.invalidParameter(cluster.where(), "encryptionConfig takes one entry, with a key");
        }
        EncryptionConfig config = request.encryptionConfig().get(0);
        if (!config.resources().isEmpty() && !config.resources().equals(List.of("secrets"))) {
            throw Refusals.invalidParameter(cluster.where(), "The resources of encryptionConfig must be [secrets]");
        }
        if (!cluster.described().encryptionConfig().isEmpty()) {
            throw Refusals.invalidRequest(
                    cluster.where(), "Cluster " + cluster.name() + " already has an encryption configuration");
        }
        return ClusterDescription.encryption(config);
    }

    private Update start(
            ClusterState cluster,
            UpdateType type,
            List<UpdateParam> params,
            Durations.Of takes,
            Consumer<Cluster.Builder> change) {
        cluster.requireNoUpdate(type.toString());
        cluster.requireActive();
        Update update = cluster.updates.begin(eks.newId(), type, params, eks.now());
        cluster.change(copy -> copy.status(ClusterStatus.UPDATING));
        eks.after(cluster, takes, () -> finish(cluster, update.id(), change));
        return update;
    }

    private void finish(ClusterState cluster, String id, Consumer<Cluster.Builder> change) {
        Failures.Failure failure = eks.failures().next(FakeEks.Lifecycle.CLUSTER_UPDATE);
        if (failure == null) {
            cluster.change(change);
            cluster.updates.succeed(id);
        } else {
            cluster.updates.fail(id, failure.code(), failure.message());
        }
        cluster.change(copy -> copy.status(ClusterStatus.ACTIVE));
    }
}
