package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** The operations on tags of whatever kind of resource. */
final class Tags {

    private static final Set<String> NAMES = Set.of("key", "value", "resource-id", "resource-type");
    private static final int MOST_ON_A_PAGE = 1000;

    private final Ec2State cloud;

    Tags(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateTagsRequest.class, this::create);
        operations.on(DeleteTagsRequest.class, this::delete);
        operations.on(DescribeTagsRequest.class, this::describe);
    }

    private CreateTagsResponse create(CreateTagsRequest request, Caller caller) {
        if (request.tags().isEmpty()) {
            throw Ec2Faults.missing("Tag");
        }
        resources(cloud.in(caller), request.resources()).forEach(resource -> TagRules.add(resource, request.tags()));
        return CreateTagsResponse.builder().build();
    }

    private DeleteTagsResponse delete(DeleteTagsRequest request, Caller caller) {
        List<? extends FakeResource> resources = resources(cloud.in(caller), request.resources());
        for (FakeResource resource : resources) {
            if (request.tags().isEmpty()) {
                resource.tags.keySet().removeIf(key -> !key.startsWith("aws:"));
            }
            for (Tag tag : request.tags()) {
                // a value, where given, must be the present one; without a value the tag goes whatever it is
                boolean goes = tag.value() == null || tag.value().equals(resource.tags.get(tag.key()));
                if (goes) {
                    resource.tags.remove(tag.key());
                }
            }
        }
        return DeleteTagsResponse.builder().build();
    }

    /** @throws AwsFault if an id is of no known kind, or of nothing that exists */
    private static List<? extends FakeResource> resources(RegionalState place, List<String> ids) {
        if (ids.isEmpty()) {
            throw Ec2Faults.missing("resourceIdSet");
        }
        return ids.stream()
                .map(id -> {
                    Kind kind = Kind.of(id)
                            .filter(each -> each.takes(id))
                            .orElseThrow(() -> Ec2Faults.refuse("InvalidID", "The ID '" + id + "' is not valid"));
                    return place.shelf(kind).get(id, "ResourceId");
                })
                .toList();
    }

    private DescribeTagsResponse describe(DescribeTagsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        request.filters().forEach(Tags::check);
        List<TagDescription> all = place.shelves().stream()
                .flatMap(shelf -> shelf.visible(List.of()).stream()
                        .flatMap(resource -> resource.tags.entrySet().stream()
                                .map(tag -> TagDescription.builder()
                                        .resourceId(resource.id)
                                        .resourceType(shelf.kind().type())
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())))
                .filter(tag -> request.filters().stream().allMatch(filter -> matches(tag, filter)))
                .toList();
        Page<TagDescription> page = Pages.of(
                all,
                tag -> tag.resourceId() + " " + tag.key(),
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.next())
                .build();
    }

    private static void check(Filter filter) {
        String name = Ec2Faults.required(filter.name(), "Filter.Name");
        if (!name.startsWith("tag:") && !NAMES.contains(name)) {
            throw Ec2Faults.invalid("The filter '" + name + "' is invalid");
        }
    }

    private static boolean matches(TagDescription tag, Filter filter) {
        String name = filter.name();
        Stream<String> actual = switch (name) {
            case "key" -> Stream.of(tag.key());
            case "value" -> Stream.of(tag.value());
            case "resource-id" -> Stream.of(tag.resourceId());
            case "resource-type" -> Stream.of(tag.resourceTypeAsString());
            default -> name.equals("tag:" + tag.key()) ? Stream.of(tag.value()) : Stream.empty();
        };
        return actual.anyMatch(value -> filter.values().stream()
                .anyMatch(wanted -> Filters.wildcards(wanted).matcher(value).matches()));
    }
}
