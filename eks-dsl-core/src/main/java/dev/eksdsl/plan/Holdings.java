package dev.eksdsl.plan;

import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Observation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What exists of a cluster's declaration, with all tags of each resource, as its own service tells them. A value.
 *
 * @param tags by resource; none for a resource whose kind tells no tags
 * @param leaving the resources that are being deleted
 */
public record Holdings(String cluster, Map<ResourceId, Map<String, String>> tags, Set<ResourceId> leaving) {

    static Holdings of(String cluster, Findings findings) {
        Map<ResourceId, Map<String, String>> tags = new TreeMap<>();
        Set<ResourceId> leaving = new TreeSet<>();
        findings.byId().forEach((id, found) -> {
            if (found.state().isPresent()) {
                tags.put(id, findings.tags().getOrDefault(id, Map.of()));
            }
            if (found instanceof Observation.Leaving<?>) {
                leaving.add(id);
            }
        });
        return new Holdings(cluster, tags, leaving);
    }

    /** Whether nothing is there. */
    public boolean isEmpty() {
        return tags.isEmpty();
    }
}
