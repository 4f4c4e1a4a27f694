package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;
import java.util.Locale;

/** CustomResourceDefinitions. */
final class DefinitionRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        ObjectNode names = spec.withObjectProperty("names");
        String kind = names.path("kind").asText();
        if (!kind.isEmpty()) {
            Defaults.set(names, "singular", kind.toLowerCase(Locale.ROOT));
            Defaults.set(names, "listKind", kind + "List");
        }
        Defaults.set(spec.withObjectProperty("conversion"), "strategy", "None");
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        ObjectNode status = object.putObject("status").putNull("conditions");
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : object.at("/spec/versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        String name = object.at("/metadata/name").asText();
        JsonNode spec = object.path("spec");
        if (!name.equals(
                spec.at("/names/plural").asText() + "." + spec.path("group").asText())) {
            causes.add(
                    Cause.invalid("metadata.name", "\"" + name + "\"", "must be spec.names.plural+\".\"+spec.group"));
        }
        for (int i = 0; i < spec.path("versions").size(); i++) {
            if (spec.path("versions").path(i).at("/schema/openAPIV3Schema").isMissingNode()) {
                causes.add(Cause.required("spec.versions[" + i + "].schema.openAPIV3Schema", "schemas are required"));
            }
        }
    }
}
