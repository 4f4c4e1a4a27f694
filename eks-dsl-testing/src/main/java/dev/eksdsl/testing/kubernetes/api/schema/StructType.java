package dev.eksdsl.testing.kubernetes.api.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with known fields, in the order in which they are written. */
public final class StructType implements FieldType {

    private final String name;
    private final boolean atomic;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** @param atomic the object is owned and replaced as a whole */
    public StructType(String name, boolean atomic) {
        this.name = name;
        this.atomic = atomic;
    }

    /** Adds a field. Types may be recursive, so fields come after the type is made. */
    public StructType add(Field field) {
        fields.put(field.name(), field);
        return this;
    }

    /** The name with its package, such as {@code apps.DeploymentSpec}. */
    public String name() {
        return name;
    }

    /** The name without its package. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public boolean atomic() {
        return atomic;
    }

    public @Nullable Field field(String field) {
        return fields.get(field);
    }

    public Collection<Field> fields() {
        return fields.values();
    }

    @Override
    public String toString() {
        return name;
    }
}
