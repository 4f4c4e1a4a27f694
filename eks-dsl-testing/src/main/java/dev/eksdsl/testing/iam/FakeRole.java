package dev.eksdsl.testing.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** A role, and how other services have seen it since it was created. */
final class FakeRole {

    final String id;
    final String arn;
    final String name;
    final String path;
    final Instant created;
    final IamTags tags;
    final Grants grants = new Grants();

    String trust;
    int maxSessionSeconds;

    @Nullable
    String description;

    private final TreeMap<Instant, Roles.RoleView> history = new TreeMap<>();

    FakeRole(String id, String arn, String name, String path, String trust, Instant created, IamTags tags) {
        this.id = id;
        this.arn = arn;
        this.name = name;
        this.path = path;
        this.trust = trust;
        this.created = created;
        this.tags = tags;
    }

    /** To be called after each change that other services care for. */
    void changed(Instant now) {
        history.put(
                now,
                new Roles.RoleView(arn, name, trust, Set.copyOf(grants.managed), Set.copyOf(grants.inline.values())));
    }

    /** The role as it was so long ago, which is how other services see it now. */
    Optional<Roles.RoleView> settled(Instant now, Duration settle) {
        return Optional.ofNullable(history.floorEntry(now.minus(settle))).map(Map.Entry::getValue);
    }

    boolean isServiceLinked() {
        return path.startsWith("/aws-service-role/");
    }

    /** The role as GetRole shows it. */
    Role view() {
        Role.Builder view = listed().toBuilder().tags(tags.views());
        return view.permissionsBoundary(grants.boundaryView())
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }

    /** The role as ListRoles shows it: without tags and permissions boundary (IAM API reference, ListRoles). */
    Role listed() {
        return Role.builder()
                .roleId(id)
                .arn(arn)
                .roleName(name)
                .path(path)
                .createDate(created)
                .description(description)
                .maxSessionDuration(maxSessionSeconds)
                .assumeRolePolicyDocument(PolicyDocument.encoded(trust))
                .build();
    }
}
