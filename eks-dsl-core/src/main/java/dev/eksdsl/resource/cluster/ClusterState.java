package dev.eksdsl.resource.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** What EKS tells of a cluster. Texts that EKS does not give yet, such as the endpoint of a new cluster, are empty. */
record ClusterState(
        String name,
        String arn,
        String version,
        String role,
        Set<String> subnets,
        Set<String> securityGroups,
        boolean publicEndpoint,
        boolean privateEndpoint,
        Set<String> publicCidrs,
        Set<String> logging,
        String authenticationMode,
        boolean deletionProtection,
        String supportType,
        String serviceCidr,
        String endpoint,
        String certificateAuthority,
        String issuer,
        String clusterSecurityGroup,
        String vpc,
        Map<String, String> tags) {

    static ClusterState of(Cluster c) {
        VpcConfigResponse vpc = c.resourcesVpcConfig();
        return new ClusterState(
                c.name(),
                c.arn(),
                c.version(),
                c.roleArn(),
                new TreeSet<>(vpc.subnetIds()),
                new TreeSet<>(vpc.securityGroupIds()),
                Boolean.TRUE.equals(vpc.endpointPublicAccess()),
                Boolean.TRUE.equals(vpc.endpointPrivateAccess()),
                new TreeSet<>(vpc.publicAccessCidrs()),
                logging(c),
                c.accessConfig() == null ? "CONFIG_MAP" : c.accessConfig().authenticationModeAsString(),
                Boolean.TRUE.equals(c.deletionProtection()),
                c.upgradePolicy() == null ? "EXTENDED" : c.upgradePolicy().supportTypeAsString(),
                c.kubernetesNetworkConfig() == null
                        ? ""
                        : text(c.kubernetesNetworkConfig().serviceIpv4Cidr()),
                text(c.endpoint()),
                c.certificateAuthority() == null
                        ? ""
                        : text(c.certificateAuthority().data()),
                c.identity() == null || c.identity().oidc() == null
                        ? ""
                        : text(c.identity().oidc().issuer()),
                text(vpc.clusterSecurityGroupId()),
                text(vpc.vpcId()),
                new TreeMap<>(c.tags()));
    }

    Map<String, String> outputs() {
        Map<String, String> outputs = new TreeMap<>();
        outputs.put("name", name);
        outputs.put("arn", arn);
        put(outputs, "endpoint", endpoint);
        put(outputs, "certificateAuthority", certificateAuthority);
        put(outputs, "issuer", issuer);
        put(outputs, "clusterSecurityGroup", clusterSecurityGroup);
        put(outputs, "vpc", vpc);
        return outputs;
    }

    private static void put(Map<String, String> outputs, String name, String value) {
        if (!value.isEmpty()) {
            outputs.put(name, value);
        }
    }

    private static Set<String> logging(Cluster c) {
        Set<String> enabled = new TreeSet<>();
        if (c.logging() != null) {
            c.logging().clusterLogging().stream()
                    .filter(setup -> Boolean.TRUE.equals(setup.enabled()))
                    .map(LogSetup::typesAsStrings)
                    .flatMap(List::stream)
                    .forEach(enabled::add);
        }
        return enabled;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
