package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.patch.FieldManagers;
import dev.eksdsl.testing.kubernetes.api.patch.FieldManagers.Manager;
import dev.eksdsl.testing.kubernetes.api.patch.Ignored;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.server.World;

/** Books who wrote which field of an object, when it is created or updated. */
final class FieldBook {

    private FieldBook() {}

    static void created(ResourceType type, ObjectNode object, WriteOptions options, World world) {
        FieldManagers managers =
                new FieldManagers(type.fields(), type.apiVersion(), JsonNodeFactory.instance.objectNode());
        managers.update(zero(type), object, manager(options), ignored(type, options), ObjectMetadata.now(world));
        managers.writeTo(object);
    }

    static void updated(ResourceType type, ObjectNode object, ObjectNode before, WriteOptions options, World world) {
        JsonNode sent = object.at("/metadata/managedFields");
        if (sent.size() == 1 && sent.get(0).isEmpty()) {
            // the agreed way to clear the book
            ObjectMetadata.of(object).remove("managedFields");
            return;
        }
        FieldManagers managers = new FieldManagers(type.fields(), type.apiVersion(), before);
        // the server notes no time for a change of scale
        String now = options.subresource().equals("scale") ? "" : ObjectMetadata.now(world);
        managers.update(before, object, manager(options), ignored(type, options), now);
        managers.writeTo(object);
    }

    /** An object of the kind on which nobody has set anything. */
    static ObjectNode zero(ResourceType type) {
        return new Decoder().decode(type.fields(), JsonNodeFactory.instance.objectNode());
    }

    static Ignored ignored(ResourceType type, WriteOptions options) {
        if (options.subresource().equals("status")) {
            return Ignored.ALL_BUT_STATUS;
        }
        return type.hasStatus() ? Ignored.STATUS : Ignored.NOTHING;
    }

    private static Manager manager(WriteOptions options) {
        return Manager.updating(options.manager(), options.subresource());
    }
}
