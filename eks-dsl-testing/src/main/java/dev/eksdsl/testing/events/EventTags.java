package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The tags of buses and rules, by ARN. */
final class EventTags {

    private final Buses buses;

    EventTags(Buses buses) {
        this.buses = buses;
    }

    void register(Operations operations) {
        operations.on(ListTagsForResourceRequest.class, this::list);
        operations.on(TagResourceRequest.class, this::tag);
        operations.on(UntagResourceRequest.class, this::untag);
    }

    /** The tags of what has this ARN, to be changed in place. */
    Optional<Map<String, String>> of(String arn) {
        for (FakeBus bus : buses.all()) {
            if (bus.arn().equals(arn)) {
                return Optional.of(bus.tags);
            }
            for (FakeRule rule : bus.rules.values()) {
                if (rule.arn().equals(arn)) {
                    return Optional.of(rule.tags);
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, String> demand(Caller caller, String arn) {
        buses.standard(caller);
        return of(arn).orElseThrow(() -> {
            String resource = arn.substring(arn.lastIndexOf(':') + 1);
            String[] steps = resource.split("/");
            boolean isRule = resource.startsWith("rule/");
            String bus = isRule && steps.length > 2 ? steps[1] : FakeBus.DEFAULT;
            String name = steps[steps.length - 1];
            return isRule
                    ? Buses.notFound("Rule %s on EventBus %s".formatted(name, bus))
                    : Buses.notFound("Event bus " + name);
        });
    }

    private ListTagsForResourceResponse list(ListTagsForResourceRequest request, Caller caller) {
        return ListTagsForResourceResponse.builder()
                .tags(demand(caller, request.resourceARN()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request, Caller caller) {
        Map<String, String> tags = demand(caller, request.resourceARN());
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request, Caller caller) {
        demand(caller, request.resourceARN()).keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }
}
