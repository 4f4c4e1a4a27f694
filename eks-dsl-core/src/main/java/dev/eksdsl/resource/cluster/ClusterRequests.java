package dev.eksdsl.resource.cluster;

import dev.eksdsl.resource.Acting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.Logging;

/** The requests that make a cluster. */
final class ClusterRequests {

    private ClusterRequests() {}

    static CreateClusterRequest create(Acting acting, ClusterSpec spec) {
        CreateClusterRequest.Builder request = CreateClusterRequest.builder()
                .name(acting.id().name())
                .version(spec.version())
                .roleArn(acting.value(spec.role()))
                .clientRequestToken(acting.token())
                .bootstrapSelfManagedAddons(spec.selfManagedAddons())
                .tags(tags(acting, spec))
                .accessConfig(a ->
                        a.authenticationMode(spec.authenticationMode()).bootstrapClusterCreatorAdminPermissions(true))
                .resourcesVpcConfig(v -> {
                    v.subnetIds(acting.values(spec.subnets()))
                            .securityGroupIds(acting.values(spec.securityGroups()))
                            .endpointPublicAccess(spec.publicEndpoint())
                            .endpointPrivateAccess(spec.privateEndpoint());
                    if (spec.publicEndpoint() && !spec.publicCidrs().isEmpty()) {
                        v.publicAccessCidrs(spec.publicCidrs());
                    }
                });
        spec.logging().ifPresent(types -> request.logging(logging(types)));
        spec.serviceCidr().ifPresent(cidr -> request.kubernetesNetworkConfig(n -> n.serviceIpv4Cidr(cidr)));
        spec.supportType().ifPresent(type -> request.upgradePolicy(p -> p.supportType(type)));
        spec.deletionProtection().ifPresent(request::deletionProtection);
        return request.build();
    }

    private static Map<String, String> tags(Acting acting, ClusterSpec spec) {
        Map<String, String> tags = new TreeMap<>(acting.tags(acting.claiming(spec.tags())));
        if (spec.isProtected()) {
            tags.putAll(ClusterProtection.TAG);
        }
        return tags;
    }

    /** All types that are not wanted are named as switched off: EKS leaves those that are not named as they are. */
    static Logging logging(Set<String> wanted) {
        Set<String> rest = new TreeSet<>();
        LogType.knownValues().forEach(type -> rest.add(type.toString()));
        rest.removeAll(wanted);
        List<LogSetup> setups = new ArrayList<>();
        if (!wanted.isEmpty()) {
            setups.add(LogSetup.builder().enabled(true).typesWithStrings(wanted).build());
        }
        if (!rest.isEmpty()) {
            setups.add(LogSetup.builder().enabled(false).typesWithStrings(rest).build());
        }
        return Logging.builder().clusterLogging(setups).build();
    }
}
