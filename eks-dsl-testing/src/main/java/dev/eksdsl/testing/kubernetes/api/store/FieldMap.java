package dev.eksdsl.testing.kubernetes.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stored object, in their order: takes a fifth of the memory of a {@link java.util.LinkedHashMap}, and cannot be
 * changed. Objects of Kubernetes have few fields, so looking one up by going through them is fast.
 */
final class FieldMap extends AbstractMap<String, JsonNode> {

    /** Name, value, name, value. */
    private final Object[] fields;

    private final int hash;

    FieldMap(Map<String, JsonNode> from) {
        fields = new Object[from.size() * 2];
        int i = 0;
        for (Map.Entry<String, JsonNode> field : from.entrySet()) {
            fields[i++] = field.getKey();
            fields[i++] = field.getValue();
        }
        hash = super.hashCode();
    }

    @Override
    public @Nullable JsonNode get(Object name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(name)) {
                return (JsonNode) fields[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return fields.length / 2;
    }

    /** Parts are looked for among all that there are: what is beneath is not gone through each time. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, JsonNode>> {
        @Override
        public int size() {
            return FieldMap.this.size();
        }

        @Override
        public Iterator<Entry<String, JsonNode>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < fields.length;
                }

                @Override
                public Entry<String, JsonNode> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    next += 2;
                    return Map.entry((String) fields[next - 2], (JsonNode) fields[next - 1]);
                }
            };
        }
    }
}
