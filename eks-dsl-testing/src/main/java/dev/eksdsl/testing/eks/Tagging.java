package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.TaggedResource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;

/** Tags of all kinds of resources, by ARN. Refuses with NotFoundException and BadRequestException, as only these do. */
final class Tagging {

    private static final int MOST_TAGS = 50;
    private static final String RESERVED = "aws:";

    private final Surroundings eks;

    Tagging(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
        operations.on(ListTagsForResourceRequest.class, this::list);
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        retag(find(caller, request.resourceArn()), request.tags(), Set.of());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        retag(find(caller, request.resourceArn()), Map.of(), Set.copyOf(request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(find(caller, request.resourceArn()).tags())
                .build();
    }

    /** What carries tags where the caller is. */
    List<TaggedResource> all(Caller caller) {
        return Resources.of(eks.places().of(caller))
                .map(resource -> new TaggedResource(resource.arn(), "eks:" + resource.type(), resource.tags()))
                .toList();
    }

    /** Sets and removes tags; tells whether the resource is one of EKS. */
    boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<Resources.Resource> resource = search(caller, arn);
        resource.ifPresent(found -> retag(found, set, removed));
        return resource.isPresent();
    }

    private static void retag(Resources.Resource resource, Map<String, String> set, Set<String> removed) {
        for (String key : set.keySet()) {
            if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw badRequest("A tag can't begin with the reserved prefix " + RESERVED + ": " + key);
            }
        }
        Map<String, String> tags = new HashMap<>(resource.tags());
        tags.putAll(set);
        removed.forEach(tags::remove);
        if (tags.size() > MOST_TAGS) {
            throw badRequest("A resource takes up to " + MOST_TAGS + " tags");
        }
        resource.replace().accept(tags);
    }

    private Resources.Resource find(Caller caller, String arn) {
        if (!arn.startsWith("arn:" + caller.partition() + ":eks:")) {
            throw badRequest("Invalid resource ARN: " + arn);
        }
        return search(caller, arn)
                .orElseThrow(() -> new AwsFault(404, "NotFoundException", "No resource found with the ARN " + arn));
    }

    private Optional<Resources.Resource> search(Caller caller, String arn) {
        return Resources.of(eks.places().of(caller))
                .filter(resource -> resource.arn().equals(arn))
                .findFirst();
    }

    private static AwsFault badRequest(String text) {
        return new AwsFault(400, "BadRequestException", text);
    }
}
