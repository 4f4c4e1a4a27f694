package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.GetLaunchTemplateDataRequest;
import software.amazon.awssdk.services.ec2.model.GetLaunchTemplateDataResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateLicenseConfiguration;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** The operations on versions of launch templates. */
final class LaunchTemplateVersions {

    private static final int MOST_ON_A_PAGE = 200;
    private static final List<String> ALIASES = List.of("$Latest", "$Default");

    /** A version with the template that it is of. */
    private record Found(FakeLaunchTemplate template, FakeLaunchTemplate.Version version) {
        ResponseLaunchTemplateData data() {
            return version.data();
        }

        /** Orders versions: by template, the newest version first. */
        String order() {
            return template.order() + String.format(" %019d", Long.MAX_VALUE - version.number());
        }
    }

    private static final Filters<Found> FILTERS = new Filters<Found>()
            .by("create-time", found -> found.version().created())
            .by("ebs-optimized", found -> found.data().ebsOptimized())
            .by("image-id", found -> found.data().imageId())
            .by("instance-type", found -> found.data().instanceTypeAsString())
            .by("is-default-version", found -> found.version().number() == found.template().defaultVersion)
            .by("kernel-id", found -> found.data().kernelId())
            .by("ram-disk-id", found -> found.data().ramDiskId())
            .by(
                    "iam-instance-profile",
                    found -> found.data().iamInstanceProfile() == null
                            ? null
                            : found.data().iamInstanceProfile().arn())
            .by(
                    "http-endpoint",
                    found -> found.data().metadataOptions() == null
                            ? null
                            : found.data().metadataOptions().httpEndpointAsString())
            .by(
                    "http-tokens",
                    found -> found.data().metadataOptions() == null
                            ? null
                            : found.data().metadataOptions().httpTokensAsString())
            .by(
                    "http-protocol-ipv4",
                    found -> found.data().metadataOptions() == null
                            ? null
                            : found.data().metadataOptions().httpEndpointAsString())
            .by(
                    "host-resource-group-arn",
                    found -> found.data().placement() == null
                            ? null
                            : found.data().placement().hostResourceGroupArn())
            .byEach(
                    "license-configuration-arn",
                    found -> found.data().licenseSpecifications().stream()
                            .map(LaunchTemplateLicenseConfiguration::licenseConfigurationArn)
                            .toList())
            .byEach(
                    "network-card-index",
                    found -> found.data().networkInterfaces().stream()
                            .map(each -> String.valueOf(each.networkCardIndex()))
                            .toList());

    private final Ec2State cloud;

    LaunchTemplateVersions(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateLaunchTemplateVersionRequest.class, this::create);
        operations.on(DescribeLaunchTemplateVersionsRequest.class, this::describe);
        operations.on(DeleteLaunchTemplateVersionsRequest.class, this::delete);
        operations.on(GetLaunchTemplateDataRequest.class, this::fromInstance);
    }

    private CreateLaunchTemplateVersionResponse create(CreateLaunchTemplateVersionRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, request.launchTemplateId(), request.launchTemplateName());
        FakeLaunchTemplate.Version version = place.tokens.once(
                request.clientToken(),
                request,
                FakeLaunchTemplate.Version.class,
                () -> create(place, template, caller, request));
        return CreateLaunchTemplateVersionResponse.builder()
                .launchTemplateVersion(template.versionView(version))
                .build();
    }

    private FakeLaunchTemplate.Version create(
            RegionalState place,
            FakeLaunchTemplate template,
            Caller caller,
            CreateLaunchTemplateVersionRequest request) {
        LaunchTemplateData.check(request.launchTemplateData());
        ResponseLaunchTemplateData source = request.sourceVersion() == null
                ? null
                : LaunchTemplateLookup.version(template, request.sourceVersion())
                        .data();
        if (template.versions.size() >= cloud.limit(place, Ec2Limit.VERSIONS_PER_LAUNCH_TEMPLATE)) {
            throw Ec2Faults.limit("MaxTemplateVersionLimitExceeded", "launch template versions");
        }
        return template.add(
                request.versionDescription(),
                cloud.world.now(),
                caller.arn(),
                LaunchTemplateData.merged(request.launchTemplateData(), source));
    }

    private DescribeLaunchTemplateVersionsResponse describe(
            DescribeLaunchTemplateVersionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<Found> page = Pages.of(
                FILTERS.apply(chosen(place, request), request.filters()),
                Found::order,
                1,
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(page.items().stream()
                        .map(found -> found.template().versionView(found.version()))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    /** Without a template, the request must name aliases, and gets those versions of every template. */
    private static List<Found> chosen(RegionalState place, DescribeLaunchTemplateVersionsRequest request) {
        if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
            if (request.versions().isEmpty() || !ALIASES.containsAll(request.versions())) {
                throw Ec2Faults.refuse(
                        "MissingParameter",
                        "You must specify either a launch template ID or a launch template name in the request.");
            }
            return place.launchTemplates.visible(List.of()).stream()
                    .flatMap(template -> byVersion(template, request.versions()).stream())
                    .toList();
        }
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, request.launchTemplateId(), request.launchTemplateName());
        if (!request.versions().isEmpty()) {
            return byVersion(template, request.versions());
        }
        long least = bound(request.minVersion(), Long.MIN_VALUE);
        long most = bound(request.maxVersion(), Long.MAX_VALUE);
        return template.versions.values().stream()
                .filter(version -> version.number() >= least && version.number() <= most)
                .map(version -> new Found(template, version))
                .toList();
    }

    private static List<Found> byVersion(FakeLaunchTemplate template, List<String> versions) {
        return versions.stream()
                .map(version -> new Found(template, LaunchTemplateLookup.version(template, version)))
                .distinct()
                .toList();
    }

    private static long bound(@Nullable String version, long unbounded) {
        if (version == null) {
            return unbounded;
        }
        if (!version.matches("[0-9]{1,18}")) {
            throw Ec2Faults.invalid(version, "version", "A version number is expected.");
        }
        return Long.parseLong(version);
    }

    private DeleteLaunchTemplateVersionsResponse delete(DeleteLaunchTemplateVersionsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, request.launchTemplateId(), request.launchTemplateName());
        List<DeleteLaunchTemplateVersionsResponseSuccessItem> deleted = new ArrayList<>();
        List<DeleteLaunchTemplateVersionsResponseErrorItem> kept = new ArrayList<>();
        for (String wanted : request.versions()) {
            Optional<FakeLaunchTemplate.Version> version = template.version(wanted);
            if (version.isEmpty()) {
                kept.add(kept(
                        template,
                        wanted,
                        "launchTemplateVersionDoesNotExist",
                        "The specified launch template version does not exist"));
            } else if (version.get().number() == template.defaultVersion) {
                kept.add(kept(
                        template,
                        wanted,
                        "unexpectedError",
                        "Cannot delete the default version of the launch template"));
            } else {
                template.versions.remove(version.get().number());
                deleted.add(DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                        .launchTemplateId(template.id)
                        .launchTemplateName(template.name)
                        .versionNumber(version.get().number())
                        .build());
            }
        }
        return DeleteLaunchTemplateVersionsResponse.builder()
                .successfullyDeletedLaunchTemplateVersions(deleted)
                .unsuccessfullyDeletedLaunchTemplateVersions(kept)
                .build();
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem kept(
            FakeLaunchTemplate template, String version, String code, String message) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .launchTemplateId(template.id)
                .launchTemplateName(template.name)
                .versionNumber(version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null)
                .responseError(error -> error.code(code).message(message))
                .build();
    }

    private GetLaunchTemplateDataResponse fromInstance(GetLaunchTemplateDataRequest request, Caller caller) {
        FakeInstance instance = cloud.in(caller).instances.get(request.instanceId(), "instanceId");
        return GetLaunchTemplateDataResponse.builder()
                .launchTemplateData(instance.launch)
                .build();
    }
}
