package dev.eksdsl.plan;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Problem;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads what AWS has: all kinds at once, each read made once. */
final class Survey {

    private final ResourceTypes types;
    private final AwsApi aws;
    private final Timeline timeline;
    private final boolean allTags;

    /** @param aws a remembering view, so that kinds which need the same read share it */
    Survey(ResourceTypes types, AwsApi aws, Timeline timeline) {
        this(types, aws, timeline, false);
    }

    private Survey(ResourceTypes types, AwsApi aws, Timeline timeline, boolean allTags) {
        this.types = types;
        this.aws = aws;
        this.timeline = timeline;
        this.allTags = allTags;
    }

    /** The same survey, with the tags that cost calls of their own. */
    Survey withAllTags() {
        return new Survey(types, aws, timeline, true);
    }

    /** What was found of every declared resource, and of every owned one beside them, ordered by kind and name. */
    CompletableFuture<Findings> of(Ownership owner, List<Declared<?>> declared) {
        Attempts attempts = new Attempts(timeline);
        List<CompletableFuture<Findings>> kinds = new ArrayList<>();
        for (ResourceType<?, ?> type : types.all()) {
            kinds.add(attempts.read(() -> observe(type, owner, declared)));
        }
        return CompletableFuture.allOf(kinds.toArray(CompletableFuture[]::new)).thenApply(read -> {
            Map<ResourceId, Observation<?>> all = new LinkedHashMap<>();
            Map<ResourceId, Map<String, String>> tags = new LinkedHashMap<>();
            List<Problem> warnings = new ArrayList<>();
            Set<ResourceId> kept = new LinkedHashSet<>();
            kinds.forEach(kind -> {
                all.putAll(kind.join().byId());
                tags.putAll(kind.join().tags());
                warnings.addAll(kind.join().warnings());
                kept.addAll(kind.join().kept());
            });
            return new Findings(all, tags, warnings, kept);
        });
    }

    /** What there is of one kind, read at once. A failed read is not repeated. */
    <S, O> Findings observe(ResourceType<S, O> type, Ownership owner, List<Declared<?>> declared) {
        Map<ResourceId, S> wishes = new LinkedHashMap<>();
        for (Declared<?> wish : declared) {
            if (wish.type().kind().equals(type.kind())) {
                wishes.put(wish.id(), type.specType().cast(wish.spec()));
            }
        }
        Map<ResourceId, Observation<?>> found = new LinkedHashMap<>();
        Map<ResourceId, Map<String, String>> tags = new LinkedHashMap<>();
        List<Problem> warnings = new ArrayList<>();
        Set<ResourceId> kept = new LinkedHashSet<>();
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
            public void found(ResourceId id, Observation<O> observation, Map<String, String> tagged) {
                found(id, observation);
                tags.put(id, tagged);
            }

            @Override
            public boolean wantsAllTags() {
                return allTags;
            }

            @Override
            public void warn(Problem warning) {
                warnings.add(warning);
            }

            @Override
            public void keep(ResourceId id) {
                kept.add(id);
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
        tags.keySet().retainAll(found.keySet());
        return new Findings(found, tags, warnings, kept);
    }
}
