package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Secrets: text becomes data; the type is for good. */
final class SecretRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        Defaults.set(object, "type", "Opaque");
        if (object.remove("stringData") instanceof ObjectNode texts) {
            ObjectNode data = object.withObjectProperty("data");
            texts.properties()
                    .forEach(text -> data.put(
                            text.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(text.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode before, List<Cause> causes) {
        String type = object.path("type").asText();
        if (!type.equals(before.path("type").asText())) {
            causes.add(Cause.invalid("type", "\"" + type + "\"", "field is immutable"));
        }
        ConfigMapRules.checkImmutable(object, before, causes);
    }
}
