package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What a kind finds of the cluster {@code production}. */
public final class Found<S, O> implements Observing<S, O> {

    private final AwsApi aws;
    private final Map<ResourceId, S> declared;
    private final Map<ResourceId, Observation<O>> found = new TreeMap<>();

    private Found(AwsApi aws, Map<ResourceId, S> declared) {
        this.aws = aws;
        this.declared = declared;
    }

    public static <S, O> Map<ResourceId, Observation<O>> by(
            ResourceType<S, O> type, AwsApi aws, Map<ResourceId, S> declared) {
        Found<S, O> found = new Found<>(aws, declared);
        type.observe(found);
        return found.found;
    }

    @Override
    public Map<ResourceId, S> declared() {
        return declared;
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
        return new Ownership("production");
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
