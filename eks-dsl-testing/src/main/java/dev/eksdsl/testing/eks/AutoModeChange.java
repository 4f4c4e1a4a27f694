package dev.eksdsl.testing.eks;

import static dev.eksdsl.testing.eks.UpdateLog.param;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Auto Mode on or off: three settings that change in one call. */
final class AutoModeChange {

    private AutoModeChange() {}

    static ConfigChange of(UpdateClusterConfigRequest request, Cluster cluster, Map<String, Object> where) {
        ComputeConfigRequest compute = request.computeConfig();
        StorageConfigRequest storage = request.storageConfig();
        KubernetesNetworkConfigRequest network = request.kubernetesNetworkConfig();
        if (compute == null
                || storage == null
                || storage.blockStorage() == null
                || network == null
                || network.elasticLoadBalancing() == null
                || enabled(compute.enabled()) != enabled(storage.blockStorage().enabled())
                || enabled(compute.enabled())
                        != enabled(network.elasticLoadBalancing().enabled())) {
            throw Refusals.invalidParameter(
                    where,
                    "For EKS Auto Mode, computeConfig, kubernetesNetworkConfig.elasticLoadBalancing and"
                            + " storageConfig.blockStorage must all be given and must all be enabled or disabled");
        }
        if (enabled(compute.enabled())
                && cluster.accessConfig().authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            throw Refusals.invalidParameter(
                    where, "EKS Auto Mode needs the authentication mode API or API_AND_CONFIG_MAP");
        }
        String role =
                cluster.computeConfig() == null ? null : cluster.computeConfig().nodeRoleArn();
        if (role != null && compute.nodeRoleArn() != null && !role.equals(compute.nodeRoleArn())) {
            throw Refusals.invalidParameter(where, "The nodeRoleArn of EKS Auto Mode can't be changed once it is set");
        }
        return new ConfigChange(
                UpdateType.AUTO_MODE_UPDATE,
                List.of(
                        param(UpdateParamType.COMPUTE_CONFIG, compute),
                        param(UpdateParamType.STORAGE_CONFIG, storage),
                        param(UpdateParamType.KUBERNETES_NETWORK_CONFIG, network)),
                change -> change.computeConfig(ClusterDescription.compute(compute))
                        .storageConfig(StorageConfigResponse.builder()
                                .blockStorage(storage.blockStorage())
                                .build())
                        .kubernetesNetworkConfig(cluster.kubernetesNetworkConfig()
                                .copy(copy -> copy.elasticLoadBalancing(network.elasticLoadBalancing()))));
    }

    private static boolean enabled(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
