package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.Group;

/** A group of users. */
final class FakeGroup {

    final String id;
    final Instant created;
    final Grants grants = new Grants();
    final Set<FakeUser> members = new LinkedHashSet<>();

    String arn;
    String name;
    String path;

    FakeGroup(String id, String arn, String name, String path, Instant created) {
        this.id = id;
        this.arn = arn;
        this.name = name;
        this.path = path;
        this.created = created;
    }

    Group view() {
        return Group.builder()
                .groupId(id)
                .arn(arn)
                .groupName(name)
                .path(path)
                .createDate(created)
                .build();
    }
}
