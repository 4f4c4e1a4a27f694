package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import java.util.List;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateEncryptionConfigResponse;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Updates of a cluster itself: configuration, version, encryption. One at a time. */
final class ClusterUpdates {

    private final Surroundings eks;
    private final ConfigChanges changes;
    private final EncryptionRules keys;
    private final VersionUpdates versions;
    private final ClusterUpdateRun run;

    ClusterUpdates(Surroundings eks) {
        this.eks = eks;
        this.changes = new ConfigChanges(new ClusterRules(eks));
        this.versions = new VersionUpdates(eks);
        this.keys = new EncryptionRules(eks);
        this.run = new ClusterUpdateRun(eks);
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
                            Update update = run.start(
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
                                .update(versions.start(cluster, request))
                                .build());
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
                            EncryptionConfig config = encryption(request, cluster, caller);
                            Update update = run.start(
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

    private EncryptionConfig encryption(AssociateEncryptionConfigRequest request, ClusterState cluster, Caller caller) {
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
        keys.key(caller, config, cluster.where());
        return ClusterDescription.encryption(config);
    }
}
