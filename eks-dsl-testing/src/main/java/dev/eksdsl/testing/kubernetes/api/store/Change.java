package dev.eksdsl.testing.kubernetes.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of the store.
 *
 * @param revision the revision that it made
 * @param before the object before it; null if the object is new
 * @param after the object after it; null if the object is gone
 */
public record Change(
        long revision,
        ResourceType type,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after) {

    /** {@code ADDED}, {@code MODIFIED} or {@code DELETED}. */
    public String event() {
        return before == null ? "ADDED" : after == null ? "DELETED" : "MODIFIED";
    }

    /** The object after the change; a deleted one as it last was, with the revision of its deletion. */
    public ObjectNode object() {
        if (after != null) {
            return after;
        }
        ObjectNode last = Objects.requireNonNull(before).deepCopy();
        last.withObject("/metadata").put("resourceVersion", Long.toString(revision));
        return last;
    }
}
