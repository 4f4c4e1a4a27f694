package dev.eksdsl.testing.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access key of a user. Its secret is told once and not kept: the fake checks no signatures. */
final class FakeAccessKey {

    /** When and where a key was used last. */
    record Use(Instant at, String service, String region) {}

    final String id;
    final Instant created;
    boolean active = true;

    @Nullable
    Use lastUse;

    FakeAccessKey(String id, Instant created) {
        this.id = id;
        this.created = created;
    }

    String status() {
        return active ? "Active" : "Inactive";
    }
}
