package dev.eksdsl.resource.addon;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Pages;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;

/** The add-on versions that EKS offers for one version of Kubernetes; read at once for all add-ons. */
final class AddonVersions {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final String clusterVersion;
    private final List<AddonInfo> addons;

    private AddonVersions(String clusterVersion, List<AddonInfo> addons) {
        this.clusterVersion = clusterVersion;
        this.addons = addons;
    }

    static AddonVersions read(AwsApi aws, String clusterVersion) {
        return new AddonVersions(
                clusterVersion,
                Pages.all(
                        token -> aws.eks(
                                EksClient::describeAddonVersions,
                                DescribeAddonVersionsRequest.builder()
                                        .kubernetesVersion(clusterVersion)
                                        .maxResults(100)
                                        .nextToken(token)
                                        .build()),
                        DescribeAddonVersionsResponse::nextToken,
                        DescribeAddonVersionsResponse::addons));
    }

    /** The version of Kubernetes that these are for. */
    String clusterVersion() {
        return clusterVersion;
    }

    /** All names on offer. */
    List<String> names() {
        return addons.stream().map(AddonInfo::addonName).sorted().toList();
    }

    /** The versions of an add-on, newest first; empty if it is not offered. */
    List<String> of(String addon) {
        return versions(addon)
                .map(AddonVersionInfo::addonVersion)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The version that EKS recommends: not always the newest. */
    Optional<String> recommended(String addon) {
        return versions(addon)
                .filter(v -> v.compatibilities().stream()
                        .anyMatch(c ->
                                clusterVersion.equals(c.clusterVersion()) && Boolean.TRUE.equals(c.defaultVersion())))
                .map(AddonVersionInfo::addonVersion)
                .findFirst();
    }

    private Stream<AddonVersionInfo> versions(String addon) {
        return addons.stream().filter(a -> a.addonName().equals(addon)).flatMap(a -> a.addonVersions().stream());
    }

    /** By the numbers in the version: {@code v1.9.1-eksbuild.10} is newer than {@code v1.9.1-eksbuild.9}. */
    static final Comparator<String> NEWEST_FIRST =
            Comparator.comparing(AddonVersions::numbers, Arrays::compare).reversed();

    private static int[] numbers(String version) {
        return NUMBER.matcher(version)
                .results()
                .map(MatchResult::group)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
