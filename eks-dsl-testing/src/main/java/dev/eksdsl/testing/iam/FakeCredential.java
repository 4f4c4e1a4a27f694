package dev.eksdsl.testing.iam;

import java.time.Instant;
import software.amazon.awssdk.services.iam.model.StatusType;

/** An SSH public key or a signing certificate of a user: something that is uploaded, and active or not. */
final class FakeCredential {

    final String id;
    final String body;
    final Instant uploaded;
    boolean active = true;

    FakeCredential(String id, String body, Instant uploaded) {
        this.id = id;
        this.body = body;
        this.uploaded = uploaded;
    }

    StatusType status() {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }
}
