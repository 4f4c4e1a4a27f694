package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.eks.KubernetesVersions.Release;
import dev.eksdsl.testing.eks.KubernetesVersions.Support;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.VersionStatus;

class KubernetesVersionsTest {

    private final KubernetesVersions calendar = KubernetesVersions.eks();

    @ParameterizedTest(name = "{0}: {1}, by default {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "2026-11-22T00:00:00Z; [1.36, 1.35, 1.34, 1.33, 1.32, 1.31]; 1.35",
                "2026-11-25T23:59:59Z; [1.36, 1.35, 1.34, 1.33, 1.32, 1.31]; 1.35",
                "2026-11-26T00:00:00Z; [1.36, 1.35, 1.34, 1.33, 1.32]; 1.35",
                "2024-02-01T00:00:00Z; [1.29, 1.28, 1.27, 1.26, 1.25, 1.24, 1.23]; 1.28"
            })
    void versions_comeAndGoWithTime(Instant moment, String available, String byDefault) {
        assertThat(calendar.available(moment)).hasToString(available);
        assertThat(calendar.defaultVersion(moment)).isEqualTo(byDefault);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "1.34, 2026-12-01T23:59:59Z, STANDARD",
        "1.34, 2026-12-02T00:00:00Z, EXTENDED",
        "1.29, 2026-03-22T23:59:59Z, EXTENDED",
        "1.29, 2026-03-23T00:00:00Z, UNSUPPORTED"
    })
    void support_endsAtMidnight(String version, Instant moment, Support support) {
        Release release = calendar.find(version).orElseThrow();
        assertThat(release.supportAt(moment)).isEqualTo(support);
    }

    @Test
    void amiRelease_isTheMonths() {
        assertThat(calendar.amiRelease("1.36", Instant.parse("2026-11-22T00:00:00Z")))
                .isEqualTo("1.36.2-20261101");
    }

    @Test
    void describedVersions_followTheClock() {
        EksFixture fixture = new EksFixture();
        assertThat(describe(fixture, DescribeClusterVersionsRequest.builder()).clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .containsExactly("1.36", "1.35", "1.34", "1.33", "1.32", "1.31");
        fixture.pass(Duration.ofDays(4));
        assertThat(describe(fixture, DescribeClusterVersionsRequest.builder()).clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .doesNotContain("1.31");
    }

    @Test
    void describedVersions_canBeFiltered() {
        EksFixture fixture = new EksFixture();
        assertThat(describe(fixture, DescribeClusterVersionsRequest.builder().defaultOnly(true))
                        .clusterVersions())
                .singleElement()
                .satisfies(version -> assertThat(version.clusterVersion()).isEqualTo("1.35"));
        assertThat(describe(
                                fixture,
                                DescribeClusterVersionsRequest.builder().versionStatus(VersionStatus.EXTENDED_SUPPORT))
                        .clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .containsExactly("1.33", "1.32", "1.31");
        assertThat(describe(fixture, DescribeClusterVersionsRequest.builder().includeAll(true))
                        .clusterVersions())
                .extracting(ClusterVersionInformation::versionStatus)
                .contains(VersionStatus.UNSUPPORTED);
        assertThat(describe(fixture, DescribeClusterVersionsRequest.builder().clusterVersions("1.29"))
                        .clusterVersions())
                .singleElement()
                .satisfies(version -> assertThat(version.versionStatus()).isEqualTo(VersionStatus.UNSUPPORTED));
    }

    private static DescribeClusterVersionsResponse describe(
            EksFixture fixture, DescribeClusterVersionsRequest.Builder request) {
        return fixture.call(request.build(), DescribeClusterVersionsResponse.class);
    }
}
