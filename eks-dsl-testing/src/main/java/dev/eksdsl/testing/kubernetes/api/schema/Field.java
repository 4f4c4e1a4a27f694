package dev.eksdsl.testing.kubernetes.api.schema;

import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link StructType}.
 *
 * @param atomic the value is owned and replaced as a whole
 * @param patchKey strategic merge patch merges the list by this key; empty: as a set; null: replaces it
 * @param retainKeys strategic merge patch may drop the keys that a patch does not retain
 */
public record Field(
        String name,
        Presence presence,
        FieldType type,
        boolean atomic,
        @Nullable String patchKey,
        boolean retainKeys) {

    /** When a field is written. */
    public enum Presence {
        /** Always, if need be with its zero value. */
        ALWAYS,
        /** Unless it is zero. */
        UNLESS_ZERO,
        /** If it is there, zero or not. */
        IF_PRESENT,
        /** Always, if need be as null. */
        NULLABLE
    }
}
