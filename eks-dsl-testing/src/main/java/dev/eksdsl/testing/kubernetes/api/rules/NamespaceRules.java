package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Namespaces: labelled with their name, finalized by the server. */
final class NamespaceRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        String name = object.at("/metadata/name").asText();
        if (!name.isEmpty()) {
            object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", name);
        }
    }

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        object.putObject("spec").putArray("finalizers").add("kubernetes");
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void updating(ObjectNode object, ObjectNode before, Surroundings cluster) {
        object.set("spec", before.path("spec").deepCopy());
    }
}
