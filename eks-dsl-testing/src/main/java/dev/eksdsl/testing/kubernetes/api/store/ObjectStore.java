package dev.eksdsl.testing.kubernetes.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The objects of one cluster, by resource, namespace and name, with one counter of revisions and the latest changes.
 *
 * <p>Objects are handed out as they lie here, and cannot be changed: whoever wants to makes a copy first. Not thread-safe.
 */
public final class ObjectStore {

    /** How many changes are remembered; older revisions are "too old". */
    public static final int HISTORY = 5000;

    private final Map<String, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
    private final Map<String, Long> beginnings = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final SharedParts parts;
    private long revision = 1;
    private long compacted;
    private final Deque<Change> untold = new ArrayDeque<>();
    private boolean telling;

    /** @param parts shares what is equal, with other stores too */
    public ObjectStore(SharedParts parts) {
        this.parts = parts;
    }

    /** The revision of the latest change. */
    public long revision() {
        return revision;
    }

    /** The latest revision whose successors are not all remembered. */
    public long compacted() {
        return compacted;
    }

    /** Drops the changes up to a revision. */
    public void forget(long past) {
        while (!history.isEmpty() && history.getFirst().revision() <= past) {
            compacted = history.removeFirst().revision();
        }
    }

    /** The latest revision from which the resource cannot be watched: what was before it is not remembered. */
    public long forgotten(ResourceType type) {
        return Math.max(compacted, beginnings.getOrDefault(type.storedAs(), 0L));
    }

    /** The resource is served from now on: its history begins here. */
    public void begin(ResourceType type) {
        beginnings.putIfAbsent(type.storedAs(), revision);
    }

    /** The resource is no longer served. */
    public void end(ResourceType type) {
        beginnings.remove(type.storedAs());
    }

    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(of(type).get(key(namespace, name)));
    }

    /** All objects of a resource, by namespace and name. */
    public List<ObjectNode> list(ResourceType type) {
        return List.copyOf(of(type).values());
    }

    /** The objects as they are, by key: a view, to be read at once. */
    public NavigableMap<String, ObjectNode> now(ResourceType type) {
        return Collections.unmodifiableNavigableMap(of(type));
    }

    /** The objects as they were at a revision that is still remembered, by key. */
    public NavigableMap<String, ObjectNode> at(ResourceType type, long past) {
        NavigableMap<String, ObjectNode> then = new TreeMap<>(of(type));
        Iterator<Change> backwards = history.descendingIterator();
        while (backwards.hasNext()) {
            Change change = backwards.next();
            if (change.revision() <= past) {
                break;
            }
            if (change.type().storedAs().equals(type.storedAs())) {
                String key = key(change.object());
                if (change.before() == null) {
                    then.remove(key);
                } else {
                    then.put(key, change.before());
                }
            }
        }
        return then;
    }

    /** The changes of a resource after a revision. */
    public List<Change> since(ResourceType type, long past) {
        return history.stream()
                .filter(change ->
                        change.revision() > past && change.type().storedAs().equals(type.storedAs()))
                .toList();
    }

    /** Stores the object under the name in it, new or changed, and gives it the next resource version. */
    public void put(ResourceType type, ObjectNode object) {
        revision++;
        object.withObject("/metadata").put("resourceVersion", Long.toString(revision));
        ObjectNode stored = parts.stored(object);
        ObjectNode before = of(type).put(key(stored), stored);
        record(new Change(revision, type, before, stored));
    }

    public void remove(ResourceType type, String namespace, String name) {
        ObjectNode before = of(type).remove(key(namespace, name));
        if (before != null) {
            revision++;
            record(new Change(revision, type, before, null));
        }
    }

    /** Is told of each change after it, in order. A listener may change the store; others hear of that later. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public void unlisten(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /** The key by which objects are ordered: namespace, slash, name. */
    public static String key(ObjectNode object) {
        return key(
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }

    public static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    private NavigableMap<String, ObjectNode> of(ResourceType type) {
        return objects.computeIfAbsent(type.storedAs(), resource -> new TreeMap<>());
    }

    private void record(Change change) {
        history.add(change);
        if (history.size() > HISTORY) {
            compacted = history.removeFirst().revision();
        }
        untold.add(change);
        if (telling) {
            return;
        }
        telling = true;
        try {
            while (!untold.isEmpty()) {
                Change next = untold.removeFirst();
                listeners.forEach(listener -> listener.accept(next));
            }
        } finally {
            telling = false;
        }
    }
}
