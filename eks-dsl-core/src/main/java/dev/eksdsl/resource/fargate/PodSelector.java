package dev.eksdsl.resource.fargate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pods a Fargate profile takes: those of the namespace that carry all the labels. {@code *} and {@code ?} are
 * wildcards.
 *
 * @param namespace the namespace
 * @param labels up to five labels; none means all pods of the namespace
 */
public record PodSelector(String namespace, Map<String, String> labels) {

    public PodSelector {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? namespace : namespace + labels;
    }
}
