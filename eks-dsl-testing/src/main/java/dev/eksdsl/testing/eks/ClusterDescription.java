package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessConfigResponse;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.CreateAccessConfigRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.StorageConfigResponse;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpgradePolicyResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;
import software.amazon.awssdk.services.eks.model.ZonalShiftConfigResponse;

/** A new cluster's description: what was asked for, with EKS's defaults (EKS API reference) for what was not. */
final class ClusterDescription {

    private ClusterDescription() {}

    static Cluster of(
            CreateClusterRequest request,
            Caller caller,
            String version,
            String platformVersion,
            String vpcId,
            String serviceCidr,
            Instant now) {
        Cluster.Builder cluster = Cluster.builder()
                .name(request.name())
                .arn(Arns.cluster(caller, request.name()))
                .createdAt(now)
                .version(version)
                .platformVersion(platformVersion)
                .roleArn(request.roleArn())
                .status(ClusterStatus.CREATING)
                .clientRequestToken(request.clientRequestToken())
                .tags(request.hasTags() ? request.tags() : Map.of())
                .resourcesVpcConfig(vpc(request.resourcesVpcConfig(), vpcId))
                .kubernetesNetworkConfig(network(request.kubernetesNetworkConfig(), serviceCidr))
                .logging(logging(request.logging()))
                .accessConfig(access(request.accessConfig()))
                .upgradePolicy(UpgradePolicyResponse.builder()
                        .supportType(
                                request.upgradePolicy() == null
                                        ? SupportType.EXTENDED.toString()
                                        : request.upgradePolicy().supportTypeAsString())
                        .build())
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .health(ClusterHealth.builder().issues(List.of()).build());
        if (request.hasEncryptionConfig() && !request.encryptionConfig().isEmpty()) {
            cluster.encryptionConfig(encryption(request.encryptionConfig().get(0)));
        }
        if (request.zonalShiftConfig() != null) {
            cluster.zonalShiftConfig(ZonalShiftConfigResponse.builder()
                    .enabled(request.zonalShiftConfig().enabled())
                    .build());
        }
        if (request.remoteNetworkConfig() != null) {
            cluster.remoteNetworkConfig(RemoteNetworkConfigResponse.builder()
                    .remoteNodeNetworks(request.remoteNetworkConfig().remoteNodeNetworks())
                    .remotePodNetworks(request.remoteNetworkConfig().remotePodNetworks())
                    .build());
        }
        if (request.storageConfig() != null) {
            cluster.storageConfig(StorageConfigResponse.builder()
                    .blockStorage(request.storageConfig().blockStorage())
                    .build());
        }
        return cluster.computeConfig(compute(request.computeConfig()))
                .controlPlaneScalingConfig(request.controlPlaneScalingConfig())
                .build();
    }

    private static VpcConfigResponse vpc(VpcConfigRequest request, String vpcId) {
        return VpcConfigResponse.builder()
                .vpcId(vpcId)
                .subnetIds(request.subnetIds())
                .securityGroupIds(request.securityGroupIds())
                .endpointPublicAccess(ClusterRules.publicAccess(request))
                .endpointPrivateAccess(ClusterRules.privateAccess(request))
                .publicAccessCidrs(
                        request.hasPublicAccessCidrs()
                                        && !request.publicAccessCidrs().isEmpty()
                                ? request.publicAccessCidrs()
                                : List.of("0.0.0.0/0"))
                .controlPlaneEgressMode(request.controlPlaneEgressModeAsString())
                .build();
    }

    private static KubernetesNetworkConfigResponse network(
            @Nullable KubernetesNetworkConfigRequest request, String serviceCidr) {
        boolean six = request != null && request.ipFamily() == IpFamily.IPV6;
        KubernetesNetworkConfigResponse.Builder network = KubernetesNetworkConfigResponse.builder()
                .ipFamily(six ? IpFamily.IPV6 : IpFamily.IPV4)
                .elasticLoadBalancing(request == null ? null : request.elasticLoadBalancing());
        return (six ? network.serviceIpv6Cidr("fd00:ec2::/108") : network.serviceIpv4Cidr(serviceCidr)).build();
    }

    private static AccessConfigResponse access(@Nullable CreateAccessConfigRequest request) {
        String mode = request == null ? null : request.authenticationModeAsString();
        return AccessConfigResponse.builder()
                .authenticationMode(mode == null ? AuthenticationMode.CONFIG_MAP.toString() : mode)
                .bootstrapClusterCreatorAdminPermissions(
                        request == null || !Boolean.FALSE.equals(request.bootstrapClusterCreatorAdminPermissions()))
                .build();
    }

    static @Nullable ComputeConfigResponse compute(@Nullable ComputeConfigRequest request) {
        return request == null
                ? null
                : ComputeConfigResponse.builder()
                        .enabled(request.enabled())
                        .nodePools(request.nodePools())
                        .nodeRoleArn(request.nodeRoleArn())
                        .build();
    }

    /** Whatever is asked for, EKS shows the resources as {@code secrets}. */
    static EncryptionConfig encryption(EncryptionConfig request) {
        return request.copy(copy -> copy.resources("secrets"));
    }

    /** All log types, the enabled ones first, as EKS shows them. */
    static Logging logging(@Nullable Logging request) {
        return loggingOf(enabledLogTypes(request));
    }

    static Logging loggingOf(Set<String> enabled) {
        List<String> all = Arrays.stream(LogType.values())
                .filter(type -> type != LogType.UNKNOWN_TO_SDK_VERSION)
                .map(LogType::toString)
                .toList();
        Set<String> on = new LinkedHashSet<>(all);
        on.retainAll(enabled);
        on.addAll(enabled);
        Set<String> off = new LinkedHashSet<>(all);
        off.removeAll(enabled);
        LogSetup enabledSetup =
                LogSetup.builder().typesWithStrings(on).enabled(true).build();
        LogSetup disabledSetup =
                LogSetup.builder().typesWithStrings(off).enabled(false).build();
        List<LogSetup> setups = on.isEmpty()
                ? List.of(disabledSetup)
                : off.isEmpty() ? List.of(enabledSetup) : List.of(enabledSetup, disabledSetup);
        return Logging.builder().clusterLogging(setups).build();
    }

    static Set<String> enabledLogTypes(@Nullable Logging logging) {
        Set<String> enabled = new LinkedHashSet<>();
        if (logging != null) {
            logging.clusterLogging().stream()
                    .filter(setup -> Boolean.TRUE.equals(setup.enabled()))
                    .forEach(setup -> enabled.addAll(setup.typesAsStrings()));
        }
        return enabled;
    }
}
