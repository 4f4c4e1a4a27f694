package dev.eksdsl.resource.addon;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.eks.ClusterParts;
import dev.eksdsl.resource.eks.KubernetesVersions;
import java.util.List;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;

/** Finds the add-ons of a cluster, and the versions on offer. */
final class AddonReads {

    private AddonReads() {}

    /** All names; none if there is no such cluster, which costs no call beside the cluster kind's own. */
    static List<String> list(AwsApi aws, String cluster) {
        return ClusterParts.names(
                aws,
                cluster,
                token -> aws.eks(
                        EksClient::listAddons,
                        ListAddonsRequest.builder()
                                .clusterName(cluster)
                                .nextToken(token)
                                .build()),
                ListAddonsResponse::nextToken,
                ListAddonsResponse::addons);
    }

    /** What EKS offers for the cluster's version. */
    static AddonVersions versions(Reading reading, AddonSpec spec) {
        String declared = spec.clusterVersion().orElseThrow();
        boolean exists = ClusterParts.exists(reading.aws(), reading.owner().cluster());
        return AddonVersions.read(reading.aws(), exists ? declared : creatable(reading, declared));
    }

    /**
     * A version that a new cluster can have: the declared one, else the newest. What does not fit that one is then told
     * together with the advice to take it, and not after the next try.
     */
    private static String creatable(Reading reading, String declared) {
        KubernetesVersions versions = KubernetesVersions.read(reading.aws());
        return versions.isOffered(declared) ? declared : versions.newest().orElse(declared);
    }
}
