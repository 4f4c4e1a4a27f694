package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Tags of groups, each with its word on whether instances get it. */
final class TagOperations {

    private static final int MOST = 50;

    private final Fleet fleet;

    TagOperations(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(CreateOrUpdateTagsRequest.class, this::put);
        operations.on(DeleteTagsRequest.class, this::delete);
        operations.on(DescribeTagsRequest.class, this::describe);
    }

    static TagDescription described(String group, Tag tag) {
        return TagDescription.builder()
                .resourceId(group)
                .resourceType("auto-scaling-group")
                .key(tag.key())
                .value(tag.value() == null ? "" : tag.value())
                .propagateAtLaunch(Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .build();
    }

    private CreateOrUpdateTagsResponse put(CreateOrUpdateTagsRequest request, Caller caller) {
        for (Tag tag : request.tags()) {
            set(fleet.in(caller).group(tag.resourceId()), tag);
        }
        return CreateOrUpdateTagsResponse.builder().build();
    }

    private static void set(Group group, Tag tag) {
        List<TagDescription> tags = without(group, tag.key());
        tags.add(described(group.name(), tag));
        if (tags.size() > MOST) {
            throw Refusals.limitExceeded("The number of tags of group " + group.name() + " exceeds " + MOST);
        }
        group.change(change -> change.tags(tags));
    }

    private static List<TagDescription> without(Group group, String key) {
        List<TagDescription> tags = new ArrayList<>(group.described().tags());
        tags.removeIf(tag -> tag.key().equals(key));
        return tags;
    }

    /** Tags set by the tagging service: instances do not get new ones, and go on getting those that they got. */
    static void retag(Group group, Map<String, String> set, Set<String> removed) {
        set.forEach((key, value) -> {
            boolean propagate = group.described().tags().stream()
                    .anyMatch(tag -> tag.key().equals(key) && Boolean.TRUE.equals(tag.propagateAtLaunch()));
            set(
                    group,
                    Tag.builder()
                            .key(key)
                            .value(value)
                            .propagateAtLaunch(propagate)
                            .build());
        });
        removed.forEach(key -> group.change(change -> change.tags(without(group, key))));
    }

    private DeleteTagsResponse delete(DeleteTagsRequest request, Caller caller) {
        for (Tag tag : request.tags()) {
            Group group = fleet.in(caller).group(tag.resourceId());
            group.change(change -> change.tags(without(group, tag.key())));
        }
        return DeleteTagsResponse.builder().build();
    }

    private DescribeTagsResponse describe(DescribeTagsRequest request, Caller caller) {
        List<TagDescription> all = fleet.in(caller).groups.values().stream()
                .flatMap(group -> group.described().tags().stream())
                .filter(tag -> request.filters().stream().allMatch(filter -> matches(tag, filter)))
                .toList();
        Page<TagDescription> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(TagDescription tag, Filter filter) {
        String actual = switch (String.valueOf(filter.name())) {
            case "auto-scaling-group" -> tag.resourceId();
            case "key" -> tag.key();
            case "value" -> tag.value();
            case "propagate-at-launch" -> String.valueOf(tag.propagateAtLaunch());
            default ->
                throw Refusals.validation(
                        "Filter type " + filter.name()
                                + " is not correct. Allowed Filter types are: auto-scaling-group key value propagate-at-launch");
        };
        return filter.values().stream().anyMatch(actual::equalsIgnoreCase);
    }
}
