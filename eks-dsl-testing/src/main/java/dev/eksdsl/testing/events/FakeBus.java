package dev.eksdsl.testing.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One event bus with its rules. */
final class FakeBus {

    static final String DEFAULT = "default";

    final Caller owner;
    final String name;
    final Instant created;
    final Map<String, FakeRule> rules = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();
    Instant modified;

    @Nullable
    String description;

    @Nullable
    String kmsKey;

    @Nullable
    ObjectNode policy;

    FakeBus(Caller owner, String name, Instant created) {
        this.owner = owner;
        this.name = name;
        this.created = created;
        this.modified = created;
    }

    boolean isDefault() {
        return name.equals(DEFAULT);
    }

    String arn() {
        return arn("event-bus/" + name);
    }

    String arn(String resource) {
        return owner.arn("events", resource);
    }
}
