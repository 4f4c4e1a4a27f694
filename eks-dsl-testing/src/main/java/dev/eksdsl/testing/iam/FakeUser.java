package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.User;

/** A user, with their access keys and their password. */
final class FakeUser {

    final String id;
    final Instant created;
    final IamTags tags;
    final Grants grants = new Grants();
    /** By id, oldest first. */
    final Map<String, FakeAccessKey> keys = new LinkedHashMap<>();

    /** By id, oldest first. */
    final Map<String, FakeCredential> sshKeys = new LinkedHashMap<>();
    /** Signing certificates by id, oldest first. */
    final Map<String, FakeCredential> certificates = new LinkedHashMap<>();
    /** When each was enabled, by serial number. */
    final Map<String, Instant> mfaDevices = new LinkedHashMap<>();

    String arn;
    String name;
    String path;

    /** When the password was set; null if the user has none. The fake does not hold passwords. */
    @Nullable
    Instant passwordSet;

    boolean passwordResetRequired;

    FakeUser(String id, String arn, String name, String path, Instant created, IamTags tags) {
        this.id = id;
        this.arn = arn;
        this.name = name;
        this.path = path;
        this.created = created;
        this.tags = tags;
    }

    /** The user as GetUser shows it. */
    User view() {
        return listed().toBuilder()
                .tags(tags.views())
                .permissionsBoundary(grants.boundaryView())
                .build();
    }

    /** The user as ListUsers shows it: without tags and permissions boundary (IAM API reference, ListUsers). */
    User listed() {
        return User.builder()
                .userId(id)
                .arn(arn)
                .userName(name)
                .path(path)
                .createDate(created)
                .build();
    }
}
