package dev.eksdsl.resource.fargate;

import dev.eksdsl.model.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Declares a Fargate profile: in the cluster's private subnets, with a role made for it. Not thread-safe. */
public final class FargateProfileBuilder {

    private final ImmutableFargateProfileSpec.Builder spec = ImmutableFargateProfileSpec.builder();
    private final Map<String, String> tags = new LinkedHashMap<>();

    public FargateProfileBuilder(String name) {
        spec.name(name);
    }

    /** Takes all pods of a namespace. */
    public FargateProfileBuilder selector(String namespace) {
        return selector(namespace, Map.of());
    }

    /** Takes the pods of a namespace that carry the label. */
    public FargateProfileBuilder selector(String namespace, String label, String value) {
        return selector(namespace, Map.of(label, value));
    }

    /** Takes the pods of a namespace that carry all the labels, at most five. */
    public FargateProfileBuilder selector(String namespace, Map<String, String> labels) {
        spec.addSelectors(new PodSelector(namespace, labels));
        return this;
    }

    /** Replaces the subnets with existing private ones. */
    public FargateProfileBuilder subnets(String... ids) {
        spec.subnets(Stream.of(ids).map(Input::known).toList());
        return this;
    }

    /** An existing pod execution role; it must not be a node role. */
    public FargateProfileBuilder podExecutionRole(String arn) {
        spec.podExecutionRole(Input.known(arn));
        return this;
    }

    public FargateProfileBuilder tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public FargateProfileSpec build() {
        return spec.tags(tags).build();
    }
}
