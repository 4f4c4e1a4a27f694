package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The tags of queues. */
final class QueueTags {

    private static final int MOST = 50;

    private final Queues queues;

    QueueTags(Queues queues) {
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(TagQueueRequest.class, this::tag);
        operations.on(UntagQueueRequest.class, this::untag);
        operations.on(ListQueueTagsRequest.class, this::list);
    }

    private TagQueueResponse tag(TagQueueRequest request, Caller caller) {
        set(queues.byUrl(caller, request.queueUrl()), request.tags(), Set.of());
        return TagQueueResponse.builder().build();
    }

    private UntagQueueResponse untag(UntagQueueRequest request, Caller caller) {
        set(queues.byUrl(caller, request.queueUrl()), Map.of(), Set.copyOf(request.tagKeys()));
        return UntagQueueResponse.builder().build();
    }

    private ListQueueTagsResponse list(ListQueueTagsRequest request, Caller caller) {
        return ListQueueTagsResponse.builder()
                .tags(queues.byUrl(caller, request.queueUrl()).tags)
                .build();
    }

    void set(FakeQueue queue, Map<String, String> set, Set<String> removed) {
        long all = queue.tags.size()
                + set.keySet().stream()
                        .filter(key -> !queue.tags.containsKey(key))
                        .count();
        if (all > MOST) {
            throw SqsFaults.refuse("InvalidParameterValue", "Too many tags added for queue " + queue.name + ".");
        }
        queue.tags.putAll(set);
        queue.tags.keySet().removeAll(removed);
    }
}
