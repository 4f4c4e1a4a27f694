package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.eks.KubernetesVersions.Release;
import dev.eksdsl.testing.eks.KubernetesVersions.Support;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.ClusterVersionStatus;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** DescribeClusterVersions: the calendar, as it stands now. */
final class ClusterVersions {

    private final Surroundings eks;
    private final KubernetesVersions calendar = KubernetesVersions.eks();

    ClusterVersions(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(DescribeClusterVersionsRequest.class, this::describe);
    }

    private DescribeClusterVersionsResponse describe(DescribeClusterVersionsRequest request, Caller caller) {
        Instant now = eks.now();
        boolean all = Boolean.TRUE.equals(request.includeAll())
                || request.hasClusterVersions()
                || request.versionStatusAsString() != null
                || oldStatus(request) != null;
        List<ClusterVersionInformation> found = calendar.releasedBy(now).stream()
                .map(release -> information(release, now))
                .filter(version -> all || version.versionStatus() != VersionStatus.UNSUPPORTED)
                .filter(version -> asked(request, version))
                .toList();
        Page<ClusterVersionInformation> page =
                Pages.of(found, ClusterVersionInformation::clusterVersion, request.maxResults(), request.nextToken());
        return DescribeClusterVersionsResponse.builder()
                .clusterVersions(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean asked(DescribeClusterVersionsRequest request, ClusterVersionInformation version) {
        boolean named =
                !request.hasClusterVersions() || request.clusterVersions().contains(version.clusterVersion());
        boolean status = request.versionStatusAsString() == null
                || request.versionStatusAsString().equals(version.versionStatusAsString());
        boolean oldStatus =
                oldStatus(request) == null || version.statusAsString().equals(oldStatus(request));
        boolean type = request.clusterType() == null || request.clusterType().equals(version.clusterType());
        boolean byDefault = !Boolean.TRUE.equals(request.defaultOnly()) || version.defaultVersion();
        return named && status && oldStatus && type && byDefault;
    }

    /** The filter that {@code versionStatus} replaces: older clients still send it. */
    @SuppressWarnings("deprecation")
    private static @Nullable String oldStatus(DescribeClusterVersionsRequest request) {
        return request.statusAsString();
    }

    private ClusterVersionInformation information(Release release, Instant now) {
        Support support = release.supportAt(now);
        return ClusterVersionInformation.builder()
                .clusterVersion(release.version())
                .clusterType("eks")
                .defaultPlatformVersion(release.platformVersion())
                .defaultVersion(release.version().equals(calendar.defaultVersion(now)))
                .releaseDate(release.released())
                .endOfStandardSupportDate(release.endOfStandardSupport())
                .endOfExtendedSupportDate(release.endOfExtendedSupport())
                .status(oldStatus(support))
                .versionStatus(status(support))
                .kubernetesPatchVersion(release.patchVersion())
                .build();
    }

    private static VersionStatus status(Support support) {
        return switch (support) {
            case STANDARD -> VersionStatus.STANDARD_SUPPORT;
            case EXTENDED -> VersionStatus.EXTENDED_SUPPORT;
            case UNSUPPORTED -> VersionStatus.UNSUPPORTED;
        };
    }

    private static ClusterVersionStatus oldStatus(Support support) {
        return switch (support) {
            case STANDARD -> ClusterVersionStatus.STANDARD_SUPPORT;
            case EXTENDED -> ClusterVersionStatus.EXTENDED_SUPPORT;
            case UNSUPPORTED -> ClusterVersionStatus.UNSUPPORTED;
        };
    }
}
