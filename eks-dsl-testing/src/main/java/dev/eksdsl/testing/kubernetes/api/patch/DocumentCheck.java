package dev.eksdsl.testing.kubernetes.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.ListOf;
import dev.eksdsl.testing.kubernetes.api.schema.FieldType.Relation;
import dev.eksdsl.testing.kubernetes.api.schema.StructType;
import java.util.HashSet;
import java.util.Set;

/** Checks that an applied document has only fields of its kind and no two elements with the same key. */
final class DocumentCheck {

    private DocumentCheck() {}

    static void check(Shape shape, JsonNode value, String path) {
        if (shape.type() instanceof StructType struct && value instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (struct.field(name) == null) {
                    throw new InvalidDocument(path + "." + name + ": field not declared in schema");
                }
            });
        }
        if (shape.type() instanceof ListOf list && value instanceof ArrayNode array) {
            checkElements(list, array, path);
        } else {
            shape.parts(value)
                    .forEach((element, part) -> check(shape.part(element), part, path + PathElement.print(element)));
        }
    }

    private static void checkElements(ListOf list, ArrayNode array, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String step = "[" + i + "]";
            if (list.relation() != Relation.ATOMIC) {
                String element = PathElement.element(list, array.get(i));
                step = PathElement.print(element);
                if (!seen.add(element)) {
                    throw new InvalidDocument(path + ": duplicate entries for key " + step);
                }
            }
            check(Shape.of(list.element()), array.get(i), path + step);
        }
    }
}
