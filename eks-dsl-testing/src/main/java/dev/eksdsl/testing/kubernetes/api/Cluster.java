package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.rules.RuleBook;
import dev.eksdsl.testing.kubernetes.api.rules.ServiceAddresses;
import dev.eksdsl.testing.kubernetes.api.rules.Surroundings;
import dev.eksdsl.testing.kubernetes.api.schema.Decoder;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceTypes;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.store.ObjectStore;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Optional;

/** The parts of one API server, put together: types, store, rules, and what reads and writes through them. */
final class Cluster implements Surroundings {

    private final World world;
    private final ResourceTypes types = new ResourceTypes();
    private final ObjectStore store;
    private final RevisionClock revisions;
    private final RuleBook rules = new RuleBook();
    private final ServiceAddresses addresses;
    private final ObjectWriter writer;
    private final ObjectDeleter deleter;

    Cluster(World world, String serviceCidr, Storage storage) {
        this.world = world;
        this.store = new ObjectStore(storage.parts());
        this.writer = new ObjectWriter(store, rules, this);
        this.deleter = new ObjectDeleter(store, rules, this);
        this.revisions = new RevisionClock(world.now());
        store.listen(change -> {
            revisions.compacted(world.now(), change.revision() - 1);
            storage.tidy(world.now());
        });
        storage.add(this);
        this.addresses = new ServiceAddresses(serviceCidr, world.ids());
    }

    ResourceTypes types() {
        return types;
    }

    ObjectStore store() {
        return store;
    }

    /** The latest revision at which lists are no longer possible. */
    long compacted() {
        compact();
        return store.compacted();
    }

    /** Drops the revisions that are too old by now. */
    void compact() {
        store.forget(revisions.compacted(world.now(), store.revision()));
    }

    RuleBook rules() {
        return rules;
    }

    /** The object as it lies in the store. */
    ObjectNode require(ResourceType type, String namespace, String name) {
        return store.get(type, namespace, name).orElseThrow(() -> ApiError.notFound(type.group(), type.plural(), name));
    }

    /** Brings what somebody sent into the form of the kind, with its defaults. */
    ObjectNode decode(ResourceType type, ObjectNode raw, Decoder decoder) {
        ObjectNode object = decoder.decode(type.fields(), raw);
        rules.of(type.resource()).defaults(object);
        type.schema().defaults(object);
        ObjectNode named = object.objectNode();
        named.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.properties().forEach(field -> named.putIfAbsent(field.getKey(), field.getValue()));
        return named;
    }

    /** The object as this version of its resource shows it. */
    ObjectNode presented(ResourceType type, ObjectNode object) {
        return OtherVersions.present(type, object);
    }

    ObjectNode create(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        return writer.create(type, namespace, object, options);
    }

    ObjectNode update(ResourceType type, ObjectNode before, ObjectNode object, WriteOptions options) {
        ObjectNode after = writer.update(type, before, object, options);
        if (!options.dryRun()) {
            deleter.removeIfDue(type, after);
        }
        return after;
    }

    /** Removes an object that nothing holds any more. */
    void removeIfDue(ResourceType type, ObjectNode object) {
        deleter.removeIfDue(type, object);
    }

    ObjectDeleter.Outcome delete(ResourceType type, ObjectNode object, DeleteOptions options) {
        return deleter.delete(type, object, options);
    }

    @Override
    public Optional<ObjectNode> get(String resource, String namespace, String name) {
        return store.get(types.get(resource), namespace, name);
    }

    @Override
    public List<ObjectNode> list(String resource, String namespace) {
        return store.list(types.get(resource)).stream()
                .filter(object -> namespace.isEmpty()
                        || ObjectMetadata.text(object, "namespace").equals(namespace))
                .toList();
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public ServiceAddresses addresses() {
        return addresses;
    }
}
