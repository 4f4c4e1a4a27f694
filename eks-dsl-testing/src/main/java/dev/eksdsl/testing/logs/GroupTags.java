package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The tags of log groups: by name, which is the older way, and by ARN. */
final class GroupTags {

    private static final int MOST = 50;

    private final Groups groups;

    GroupTags(Groups groups) {
        this.groups = groups;
    }

    @SuppressWarnings("deprecation") // clients call the older operations still
    void register(Operations operations) {
        operations.on(
                ListTagsLogGroupRequest.class,
                (request, caller) -> ListTagsLogGroupResponse.builder()
                        .tags(groups.demand(caller, request.logGroupName()).tags)
                        .build());
        operations.on(TagLogGroupRequest.class, (request, caller) -> {
            tag(groups.demand(caller, request.logGroupName()), request.tags());
            return TagLogGroupResponse.builder().build();
        });
        operations.on(UntagLogGroupRequest.class, (request, caller) -> {
            untag(groups.demand(caller, request.logGroupName()), request.tags());
            return UntagLogGroupResponse.builder().build();
        });
        operations.on(ListTagsForResourceRequest.class, this::list);
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(byArn(request.resourceArn()).tags)
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        tag(byArn(request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        untag(byArn(request.resourceArn()), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private FakeGroup byArn(String arn) {
        return groups.byArn(arn).orElseThrow(() -> LogsFaults.notFound("The specified resource does not exist."));
    }

    static void tag(FakeGroup group, Map<String, String> tags) {
        long all = group.tags.size()
                + tags.keySet().stream()
                        .filter(key -> !group.tags.containsKey(key))
                        .count();
        if (all > MOST) {
            throw new AwsFault(400, "TooManyTagsException", "A resource can have no more than 50 tags.");
        }
        group.tags.putAll(tags);
    }

    static void untag(FakeGroup group, Collection<String> keys) {
        group.tags.keySet().removeAll(keys);
    }
}
