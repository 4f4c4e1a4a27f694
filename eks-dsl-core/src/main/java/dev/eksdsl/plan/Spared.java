package dev.eksdsl.plan;

import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a destruction leaves alone. A value.
 *
 * @param kinds kinds that are deleted on request only, each with what to write to request it
 * @param resources single resources that somebody wants to keep
 */
public record Spared(Map<String, String> kinds, Set<ResourceId> resources) {

    /** Everything goes. */
    public static final Spared NOTHING = new Spared(Map.of(), Set.of());

    public Spared {
        kinds = Map.copyOf(kinds);
        resources = Set.copyOf(resources);
    }

    boolean contains(ResourceId id) {
        return kinds.containsKey(id.kind()) || resources.contains(id);
    }

    /** Tells that it stays. */
    List<Problem> warnings(ResourceId id) {
        if (resources.contains(id)) {
            return List.of(Problem.warning(
                    "EKS-D03", id.toString(), "is kept, as asked for", "leave .keep(\"" + id + "\") out to delete it"));
        }
        if (kinds.containsKey(id.kind())) {
            return List.of(Problem.warning(
                    "EKS-D03",
                    id.toString(),
                    "is kept, for it is deleted on request only",
                    kinds.getOrDefault(id.kind(), "")));
        }
        return List.of(Problem.warning(
                "EKS-D03",
                id.toString(),
                "is kept, for it is marked so",
                "take its tag eks-dsl/kept away to delete it"));
    }
}
