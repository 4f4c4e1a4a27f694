package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** ConfigMaps: keys have a form, and some maps are for good. */
final class ConfigMapRules implements KindRules {

    private static final String FORM = "[-._a-zA-Z0-9]+";

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        for (String field : List.of("data", "binaryData")) {
            object.path(field).fieldNames().forEachRemaining(key -> {
                if (!key.matches(FORM)) {
                    causes.add(Cause.invalid(
                            field + "[" + key + "]",
                            "\"" + key + "\"",
                            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name', "
                                    + " or 'KEY_NAME',  or 'key-name', regex used for validation is '" + FORM + "')"));
                }
            });
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        checkImmutable(object, before, causes);
    }

    static void checkImmutable(ObjectNode object, ObjectNode before, List<Cause> causes) {
        if (!before.path("immutable").asBoolean()) {
            return;
        }
        if (!object.path("immutable").asBoolean()) {
            causes.add(Cause.forbidden("immutable", "field is immutable when `immutable` is set"));
        }
        for (String field : List.of("data", "binaryData")) {
            if (!object.path(field).equals(before.path(field))) {
                causes.add(Cause.forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }
}
