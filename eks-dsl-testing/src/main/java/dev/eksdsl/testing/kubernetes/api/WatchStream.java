package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.schema.ResourceType;
import dev.eksdsl.testing.kubernetes.api.store.Change;
import dev.eksdsl.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open watch. */
final class WatchStream {

    private final Cluster cluster;
    private final ResourceType type;
    private final Predicate<ObjectNode> selector;
    private final KubernetesApi.Answer answer;
    private final @Nullable Call tableCall;
    private final Consumer<Change> listener = this::changed;
    private final List<Timeline.Scheduled> timers = new ArrayList<>();
    private long told;
    private boolean columnsSent;
    private boolean closed;

    /** @param tableCall the call, if it asks for tables; else null */
    WatchStream(
            Cluster cluster,
            ResourceType type,
            Predicate<ObjectNode> selector,
            KubernetesApi.Answer answer,
            @Nullable Call tableCall) {
        this.cluster = cluster;
        this.type = type;
        this.selector = selector;
        this.answer = answer;
        this.tableCall = tableCall;
    }

    /** Leaves out changes up to a revision: the client knows them. */
    void after(long revision) {
        told = revision;
    }

    /** Goes on with changes from now on. */
    void open(Duration timeout, boolean bookmarks) {
        cluster.store().listen(listener);
        answer.onClosed(() -> cluster.world().locked(() -> {
            stop();
            return true;
        }));
        if (!timeout.isZero()) {
            if (bookmarks) {
                Duration before = timeout.compareTo(Duration.ofSeconds(2)) > 0 ? timeout.minusSeconds(2) : timeout;
                timers.add(cluster.world().after(before, () -> bookmark(false)));
            }
            timers.add(cluster.world().after(timeout, this::close));
        }
    }

    /** What the change means to those who see only what is selected. */
    void changed(Change change) {
        if (closed || change.revision() <= told || !change.type().storedAs().equals(type.storedAs())) {
            return;
        }
        ObjectNode before = change.before();
        boolean was = before != null && selector.test(before);
        boolean is = change.after() != null && selector.test(change.after());
        if (is) {
            send(was ? "MODIFIED" : "ADDED", change.object());
        } else if (was && before != null) {
            ObjectNode gone = before.deepCopy();
            ObjectMetadata.of(gone).put("resourceVersion", Long.toString(change.revision()));
            send("DELETED", gone);
        }
    }

    void send(String event, ObjectNode object) {
        ObjectNode shown = event.equals("ERROR") || event.equals("BOOKMARK") ? object : cluster.presented(type, object);
        if (tableCall != null && !event.equals("ERROR")) {
            shown = Presenter.tableOf(tableCall, type, shown, !columnsSent);
            columnsSent = true;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("type", event);
        line.set("object", shown);
        answer.write((Reply.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Tells how far the stream has come; at the end of the initial events it says that too. */
    void bookmark(boolean endOfInitialEvents) {
        ObjectNode object = FieldBook.zero(type);
        ObjectNode named = object.objectNode().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.properties().forEach(field -> named.putIfAbsent(field.getKey(), field.getValue()));
        ObjectNode metadata = ObjectMetadata.of(named);
        metadata.put("resourceVersion", Long.toString(cluster.store().revision()));
        if (endOfInitialEvents) {
            metadata.putObject("annotations")
                    .put("k8s.io/initial-events-end", "true")
                    .put("kubernetes.io/initial-events-list-blueprint", blueprint());
        }
        send("BOOKMARK", named);
    }

    /** An empty list, for clients that put one together from the events. */
    private String blueprint() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", type.kind() + "List")
                .put("apiVersion", type.apiVersion())
                .putObject("metadata");
        list.putNull("items");
        return Base64.getEncoder().encodeToString((Reply.write(list) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void close() {
        if (!closed) {
            stop();
            answer.end();
        }
    }

    private void stop() {
        closed = true;
        cluster.store().unlisten(listener);
        timers.forEach(Timeline.Scheduled::cancel);
    }
}
