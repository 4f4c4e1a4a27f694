package dev.eksdsl.testing.eks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.Compatibility;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;

class AddonVersionsTest {

    private final EksFixture fixture = new EksFixture();

    @Test
    void everyAddon_hasOneDefaultForEachKubernetesVersionItRunsOn() {
        List<String> available = KubernetesVersions.eks().available(Instant.parse("2026-11-22T00:00:00Z"));
        for (AddonCatalogue.Entry entry : AddonCatalogue.aws().entries()) {
            for (String kubernetes : available) {
                long defaults = entry.versions().stream()
                        .filter(version -> version.defaultOf().contains(kubernetes))
                        .peek(version -> assertThat(version.runsOn())
                                .as("%s %s", entry.name(), version.name())
                                .contains(kubernetes))
                        .count();
                assertThat(defaults).as("%s on %s", entry.name(), kubernetes).isEqualTo(1);
            }
        }
    }

    @Test
    void versionsForKubernetesVersion_haveOneDefault() {
        AddonInfo info = describe("coredns", "1.33");
        assertThat(info.owner()).isEqualTo("aws");
        assertThat(info.addonVersions())
                .allSatisfy(version -> assertThat(version.compatibilities())
                        .extracting(Compatibility::clusterVersion)
                        .containsExactly("1.33"))
                .filteredOn(version -> version.compatibilities().get(0).defaultVersion())
                .hasSize(1);
    }

    @Test
    void addonsOfOwner_areFoundByIt() {
        DescribeAddonVersionsRequest request =
                DescribeAddonVersionsRequest.builder().owners("community").build();
        assertThat(fixture.call(request, DescribeAddonVersionsResponse.class).addons())
                .extracting(AddonInfo::addonName)
                .contains("metrics-server")
                .doesNotContain("coredns");
    }

    @Test
    void unknownAddon_isRefused() {
        assertThat(fixture.refusal(DescribeAddonVersionsRequest.builder()
                        .addonName("karpenter")
                        .build()))
                .hasMessage("Addon specified is not supported");
    }

    @Test
    void configuration_hasSchemaAndIdentities() {
        DescribeAddonConfigurationRequest request = DescribeAddonConfigurationRequest.builder()
                .addonName("aws-ebs-csi-driver")
                .addonVersion("v1.54.0-eksbuild.1")
                .build();
        DescribeAddonConfigurationResponse response = fixture.call(request, DescribeAddonConfigurationResponse.class);
        assertThat(response.configurationSchema())
                .contains("\"additionalProperties\":false")
                .contains("\"controller\":{\"type\":\"object\"}");
        assertThat(response.podIdentityConfiguration()).singleElement().satisfies(identity -> {
            assertThat(identity.serviceAccount()).isEqualTo("ebs-csi-controller-sa");
            assertThat(identity.recommendedManagedPolicies())
                    .containsExactly("arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2");
        });
    }

    private AddonInfo describe(String addon, String kubernetes) {
        DescribeAddonVersionsRequest request = DescribeAddonVersionsRequest.builder()
                .addonName(addon)
                .kubernetesVersion(kubernetes)
                .build();
        return fixture.call(request, DescribeAddonVersionsResponse.class)
                .addons()
                .get(0);
    }
}
