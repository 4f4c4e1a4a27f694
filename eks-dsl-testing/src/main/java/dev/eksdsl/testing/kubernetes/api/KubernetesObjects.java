package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The objects of one cluster, as controllers see them: the same store and the same rules (defaults, resource versions,
 * generations, finalizers, watch events) as behind the API, without HTTP and without authorization.
 *
 * <p>Resources are named as kubectl names them: the plural, and the group if it has one: {@code pods}, {@code
 * deployments.apps}, {@code storageclasses.storage.k8s.io}. For cluster-scoped resources the namespace is the empty
 * string. Objects are handed out as they lie in the store, for copies of all that controllers look at would cost more than all they do:
 * whoever changes one, or puts a part of it into another, makes a copy first.
 */
public interface KubernetesObjects {

    Optional<ObjectNode> get(String resource, String namespace, String name);

    /** All objects of a resource, by namespace and name. */
    List<ObjectNode> list(String resource);

    /** The objects of a resource in a namespace, by name. */
    List<ObjectNode> list(String resource, String namespace);

    /** Creates the object; {@code metadata.name} (or {@code generateName}) and namespace are in it. */
    ObjectNode create(String resource, ObjectNode object);

    /** Changes the object outside its status. No change: no new resource version. */
    ObjectNode update(String resource, String namespace, String name, Consumer<ObjectNode> change);

    /** Changes the object's status. No change: no new resource version. */
    ObjectNode updateStatus(String resource, String namespace, String name, Consumer<ObjectNode> change);

    /** Deletes as with propagation policy Background: at once, or when its last finalizer is gone. */
    void delete(String resource, String namespace, String name);

    /** Is told of every change, in order, after it has happened, still with the world's lock held. */
    void subscribe(Listener listener);

    /** Is told of changes. */
    @FunctionalInterface
    interface Listener {
        /** @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED} */
        void changed(String type, String resource, ObjectNode object);
    }
}
