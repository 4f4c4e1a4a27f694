package dev.eksdsl.testing.kubernetes.api.schema;

import java.util.Set;

/**
 * A subresource: its name, the kind it takes and gives (group and version empty: those of the resource), its verbs.
 *
 * @param scale where the numbers of replicas are, if this is {@code scale}
 */
public record Subresource(String name, String group, String version, String kind, Set<String> verbs, ScalePaths scale) {

    public Subresource(String name, String group, String version, String kind, Set<String> verbs) {
        this(name, group, version, kind, verbs, ScalePaths.BUILT_IN);
    }
}
