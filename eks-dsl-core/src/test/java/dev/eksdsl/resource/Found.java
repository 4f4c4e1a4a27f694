package dev.eksdsl.resource;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a kind finds of the cluster {@code production}. */
public final class Found<S, O> implements Observing<S, O> {

    private final AwsApi aws;
    private final Map<ResourceId, S> declared;
    private final Map<ResourceId, Observation<O>> found = new TreeMap<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<ResourceId> kept = new LinkedHashSet<>();

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

    /** What a kind says while it looks. */
    public static <S, O> List<Problem> warnings(ResourceType<S, O> type, AwsApi aws) {
        Found<S, O> found = new Found<>(aws, Map.of());
        type.observe(found);
        return found.warnings;
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
        return new Ownership("production");
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
