package dev.eksdsl.resource.eks;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.MinorVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;

/** The versions of Kubernetes that EKS knows, those that it offers no more included. Dates come from EKS. */
public final class KubernetesVersions {

    private final List<ClusterVersionInformation> versions;

    private KubernetesVersions(List<ClusterVersionInformation> versions) {
        this.versions = List.copyOf(versions);
    }

    /** Asks EKS; the answer is remembered for an hour. */
    public static KubernetesVersions read(AwsApi aws) {
        return new KubernetesVersions(Pages.all(
                token -> aws.eks(
                        EksClient::describeClusterVersions,
                        DescribeClusterVersionsRequest.builder()
                                .includeAll(true)
                                .nextToken(token)
                                .build()),
                DescribeClusterVersionsResponse::nextToken,
                DescribeClusterVersionsResponse::clusterVersions));
    }

    /** What EKS tells of a version; empty if it never heard of it. */
    public Optional<ClusterVersionInformation> find(String version) {
        return versions.stream().filter(v -> v.clusterVersion().equals(version)).findFirst();
    }

    /** Whether clusters of this version can be created. */
    public boolean isOffered(String version) {
        return find(version).filter(KubernetesVersions::isOffered).isPresent();
    }

    /** The versions that can be created, oldest first. */
    public List<String> offered() {
        return versions.stream()
                .filter(KubernetesVersions::isOffered)
                .map(ClusterVersionInformation::clusterVersion)
                .sorted(Comparator.comparingInt(MinorVersion::number))
                .toList();
    }

    /** The newest version in standard support, if there is any. */
    public Optional<String> newest() {
        return versions.stream()
                .filter(v -> "STANDARD_SUPPORT".equals(v.versionStatusAsString()))
                .map(ClusterVersionInformation::clusterVersion)
                .max(Comparator.comparingInt(MinorVersion::number));
    }

    private static boolean isOffered(ClusterVersionInformation version) {
        return !"UNSUPPORTED".equals(version.versionStatusAsString());
    }
}
