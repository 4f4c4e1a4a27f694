package dev.eksdsl.plan;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads what AWS has: all kinds at once, each read made once. */
final class Survey {

    private final ResourceTypes types;
    private final AwsApi aws;
    private final Timeline timeline;

    /** @param aws a remembering view, so that kinds which need the same read share it */
    Survey(ResourceTypes types, AwsApi aws, Timeline timeline) {
        this.types = types;
        this.aws = aws;
        this.timeline = timeline;
    }

    /** What was found of every declared resource, and of every owned one beside them, ordered by kind and name. */
    Findings of(Ownership owner, List<Declared<?>> declared) {
        Attempts attempts = new Attempts(timeline);
        List<CompletableFuture<Map<ResourceId, Observation<?>>>> kinds = new ArrayList<>();
        for (ResourceType<?, ?> type : types.all()) {
            kinds.add(attempts.read(() -> observe(type, owner, declared)));
        }
        timeline.await(CompletableFuture.allOf(kinds.toArray(CompletableFuture[]::new)));
        Map<ResourceId, Observation<?>> all = new LinkedHashMap<>();
        kinds.forEach(kind -> all.putAll(kind.join()));
        return new Findings(all);
    }

    private <S, O> Map<ResourceId, Observation<?>> observe(
            ResourceType<S, O> type, Ownership owner, List<Declared<?>> declared) {
        Map<ResourceId, S> wishes = new LinkedHashMap<>();
        for (Declared<?> wish : declared) {
            if (wish.type().kind().equals(type.kind())) {
                wishes.put(wish.id(), type.specType().cast(wish.spec()));
            }
        }
        Map<ResourceId, Observation<?>> found = new LinkedHashMap<>();
        type.observe(new Observing<S, O>() {
            @Override
            public Map<ResourceId, S> declared() {
                return wishes;
            }

            @Override
            public void found(ResourceId id, Observation<O> observation) {
                found.put(id, observation);
            }

            @Override
            public AwsApi aws() {
                return aws;
            }

            @Override
            public Ownership owner() {
                return owner;
            }

            @Override
            public Instant now() {
                return timeline.now();
            }
        });
        found.values().removeIf(Observation.Absent.class::isInstance);
        return found;
    }
}
