package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Top-level fields that a kind of write cannot set: the status for a write to the object, the rest for one to its status. */
public enum Ignored {
    NOTHING(List.of()),
    STATUS(List.of("status")),
    ALL_BUT_STATUS(List.of("spec"));

    private final List<String> names;
    private final FieldSet fields = new FieldSet();

    Ignored(List<String> names) {
        this.names = names;
        names.forEach(name -> fields.add(List.of(PathElement.field(name))));
    }

    FieldSet fields() {
        return fields;
    }

    ObjectNode without(ObjectNode document) {
        return names.isEmpty() ? document : document.deepCopy().without(names);
    }
}
