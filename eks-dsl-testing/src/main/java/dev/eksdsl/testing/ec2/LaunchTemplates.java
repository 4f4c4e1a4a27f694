package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The operations on launch templates; those on their versions are in {@link LaunchTemplateVersions}. */
final class LaunchTemplates {

    private static final int MOST_ON_A_PAGE = 200;

    private static final Describe<FakeLaunchTemplate> DESCRIBE = new Describe<FakeLaunchTemplate>()
            .by("create-time", template -> template.created)
            .by("launch-template-name", template -> template.name);

    private final Ec2State cloud;

    LaunchTemplates(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateLaunchTemplateRequest.class, this::create);
        operations.on(DescribeLaunchTemplatesRequest.class, this::describe);
        operations.on(ModifyLaunchTemplateRequest.class, this::modify);
        operations.on(DeleteLaunchTemplateRequest.class, this::delete);
    }

    private CreateLaunchTemplateResponse create(CreateLaunchTemplateRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeLaunchTemplate template = place.tokens.once(
                request.clientToken(), request, FakeLaunchTemplate.class, () -> create(place, caller, request));
        return CreateLaunchTemplateResponse.builder()
                .launchTemplate(template.view())
                .build();
    }

    private FakeLaunchTemplate create(RegionalState place, Caller caller, CreateLaunchTemplateRequest request) {
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.LAUNCH_TEMPLATE);
        LaunchTemplateData.check(request.launchTemplateData());
        return add(
                place,
                caller,
                request.launchTemplateName(),
                request.versionDescription(),
                request.launchTemplateData(),
                tags);
    }

    /** @throws AwsFault if the name is taken, or there are too many templates */
    FakeLaunchTemplate add(
            RegionalState place,
            Caller caller,
            String name,
            @Nullable String description,
            RequestLaunchTemplateData data,
            Map<String, String> tags) {
        boolean taken = place.launchTemplates.all().stream().anyMatch(template -> template.name.equals(name));
        if (taken) {
            throw Ec2Faults.refuse(
                    "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
        }
        if (place.launchTemplates.all().size() >= cloud.limit(place, Ec2Limit.LAUNCH_TEMPLATES)) {
            throw Ec2Faults.limit("MaxTemplateLimitExceeded", "launch templates");
        }
        FakeLaunchTemplate template =
                new FakeLaunchTemplate(place.launchTemplates.newId(), name, cloud.world.now(), caller.arn(), tags);
        template.add(description, cloud.world.now(), caller.arn(), LaunchTemplateData.stored(data));
        return place.launchTemplates.add(template);
    }

    /** @throws AwsFault if an id or a name is not that of a template */
    private DescribeLaunchTemplatesResponse describe(DescribeLaunchTemplatesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<String> ids = new ArrayList<>(request.launchTemplateIds());
        for (String name : request.launchTemplateNames()) {
            ids.add(LaunchTemplateLookup.byName(place, name)
                    .orElseThrow(() -> Ec2Faults.refuse(
                            "InvalidLaunchTemplateName.NotFoundException",
                            "At least one of the launch templates specified in the request does not exist."))
                    .id);
        }
        Page<FakeLaunchTemplate> page = Pages.of(
                DESCRIBE.all(place.launchTemplates, ids, request.filters()),
                FakeResource::order,
                1,
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(
                        page.items().stream().map(FakeLaunchTemplate::view).toList())
                .nextToken(page.next())
                .build();
    }

    private ModifyLaunchTemplateResponse modify(ModifyLaunchTemplateRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, request.launchTemplateId(), request.launchTemplateName());
        if (request.defaultVersion() != null) {
            template.defaultVersion = LaunchTemplateLookup.version(template, request.defaultVersion())
                    .number();
        }
        return ModifyLaunchTemplateResponse.builder()
                .launchTemplate(template.view())
                .build();
    }

    private DeleteLaunchTemplateResponse delete(DeleteLaunchTemplateRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, request.launchTemplateId(), request.launchTemplateName());
        place.launchTemplates.remove(template);
        return DeleteLaunchTemplateResponse.builder()
                .launchTemplate(template.view())
                .build();
    }
}
