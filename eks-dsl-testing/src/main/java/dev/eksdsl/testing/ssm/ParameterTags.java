package dev.eksdsl.testing.ssm;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** The tags of parameters: at most 50, {@code aws:} reserved. Nothing else of Systems Manager is there to tag. */
final class ParameterTags {

    private static final int MOST = 50;

    private final Parameters parameters;

    ParameterTags(Parameters parameters) {
        this.parameters = parameters;
    }

    void register(Operations operations) {
        operations.on(AddTagsToResourceRequest.class, this::tag);
        operations.on(RemoveTagsFromResourceRequest.class, this::untag);
        operations.on(ListTagsForResourceRequest.class, this::list);
    }

    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static void add(FakeParameter parameter, Map<String, String> added) {
        added.keySet().stream()
                .filter(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"))
                .findFirst()
                .ifPresent(key -> {
                    throw SsmFaults.invalid("Tag keys beginning with aws: are reserved: " + key);
                });
        Map<String, String> all = new TreeMap<>(parameter.tags);
        all.putAll(added);
        if (all.size() > MOST) {
            throw SsmFaults.refuse("TooManyTagsError", "A parameter can have " + MOST + " tags.");
        }
        parameter.tags.putAll(added);
    }

    private FakeParameter tagged(ResourceTypeForTagging type, String name, Caller caller) {
        if (type != ResourceTypeForTagging.PARAMETER) {
            throw unknown();
        }
        return parameters.find(caller, name).orElseThrow(ParameterTags::unknown);
    }

    private static AwsFault unknown() {
        return SsmFaults.refuse(
                "InvalidResourceId",
                "The resource ID isn't valid. Verify that you entered the correct ID and try again.");
    }

    private AddTagsToResourceResponse tag(AddTagsToResourceRequest request, Caller caller) {
        add(tagged(request.resourceType(), request.resourceId(), caller), of(request.tags()));
        return AddTagsToResourceResponse.builder().build();
    }

    private RemoveTagsFromResourceResponse untag(RemoveTagsFromResourceRequest request, Caller caller) {
        tagged(request.resourceType(), request.resourceId(), caller)
                .tags
                .keySet()
                .removeAll(request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tagList(tagged(request.resourceType(), request.resourceId(), caller).tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
