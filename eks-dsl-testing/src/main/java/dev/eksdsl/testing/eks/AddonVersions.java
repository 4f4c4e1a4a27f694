package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityConfiguration;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.Compatibility;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;

/** DescribeAddonVersions and DescribeAddonConfiguration: what the catalogue holds. */
final class AddonVersions {

    private final AddonCatalogue catalogue;

    AddonVersions(AddonCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void register(FakeService.Operations operations) {
        operations.on(DescribeAddonVersionsRequest.class, this::versions);
        operations.on(DescribeAddonConfigurationRequest.class, this::configuration);
    }

    private DescribeAddonVersionsResponse versions(DescribeAddonVersionsRequest request, Caller caller) {
        if (request.addonName() != null) {
            entry(request.addonName());
        }
        List<AddonInfo> infos = catalogue.entries().stream()
                .filter(entry ->
                        request.addonName() == null || request.addonName().equals(entry.name()))
                .filter(entry -> isAmong(request.owners(), entry.owner()))
                .filter(entry -> isAmong(request.publishers(), entry.publisher()))
                .filter(entry -> isAmong(request.types(), entry.type()))
                .map(entry -> info(entry, request.kubernetesVersion()))
                .filter(info -> !info.addonVersions().isEmpty())
                .toList();
        Page<AddonInfo> page = Pages.of(infos, AddonInfo::addonName, request.maxResults(), request.nextToken());
        return DescribeAddonVersionsResponse.builder()
                .addons(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean isAmong(List<String> asked, String actual) {
        return asked.isEmpty() || asked.contains(actual);
    }

    private static AddonInfo info(AddonCatalogue.Entry entry, @Nullable String kubernetesVersion) {
        return AddonInfo.builder()
                .addonName(entry.name())
                .type(entry.type())
                .owner(entry.owner())
                .publisher(entry.publisher())
                .defaultNamespace(entry.namespace())
                .addonVersions(entry.versions().stream()
                        .filter(version ->
                                kubernetesVersion == null || version.runsOn().contains(kubernetesVersion))
                        .map(version -> version(entry, version, kubernetesVersion))
                        .toList())
                .build();
    }

    private static AddonVersionInfo version(
            AddonCatalogue.Entry entry, AddonCatalogue.Version version, @Nullable String kubernetesVersion) {
        List<Compatibility> compatibilities = version.runsOn().stream()
                .filter(cluster -> kubernetesVersion == null || kubernetesVersion.equals(cluster))
                .map(cluster -> Compatibility.builder()
                        .clusterVersion(cluster)
                        .platformVersions("*")
                        .defaultVersion(version.defaultOf().contains(cluster))
                        .build())
                .toList();
        return AddonVersionInfo.builder()
                .addonVersion(version.name())
                .architecture("amd64", "arm64")
                .computeTypes(entry.computeTypes())
                .compatibilities(compatibilities)
                .requiresConfiguration(false)
                .requiresIamPermissions(entry.needsRole())
                .build();
    }

    private DescribeAddonConfigurationResponse configuration(DescribeAddonConfigurationRequest request, Caller caller) {
        AddonCatalogue.Entry entry = entry(request.addonName());
        if (entry.versions().stream().noneMatch(version -> version.name().equals(request.addonVersion()))) {
            throw Refusals.invalidParameter(
                    Map.of("addonName", entry.name()), "Addon version specified is not supported");
        }
        return DescribeAddonConfigurationResponse.builder()
                .addonName(entry.name())
                .addonVersion(request.addonVersion())
                .configurationSchema(AddonConfiguration.schema(entry))
                .podIdentityConfiguration(entry.serviceAccounts().entrySet().stream()
                        .map(account -> AddonPodIdentityConfiguration.builder()
                                .serviceAccount(account.getKey())
                                .recommendedManagedPolicies(account.getValue().stream()
                                        .map(policy -> "arn:" + caller.partition() + ":iam::aws:policy/" + policy)
                                        .toList())
                                .build())
                        .toList())
                .build();
    }

    private AddonCatalogue.Entry entry(@Nullable String name) {
        AddonCatalogue.Entry entry = catalogue.find(name);
        if (entry == null) {
            throw Refusals.invalidParameter(
                    Map.of("addonName", String.valueOf(name)), "Addon specified is not supported");
        }
        return entry;
    }
}
