package dev.eksdsl.testing.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** An instance profile, with one role or none. */
final class FakeProfile {

    final String id;
    final String arn;
    final String name;
    final String path;
    final Instant created;
    final IamTags tags;

    @Nullable
    FakeRole role;

    FakeProfile(String id, String arn, String name, String path, Instant created, IamTags tags) {
        this.id = id;
        this.arn = arn;
        this.name = name;
        this.path = path;
        this.created = created;
        this.tags = tags;
    }

    InstanceProfile view() {
        return InstanceProfile.builder()
                .instanceProfileId(id)
                .arn(arn)
                .instanceProfileName(name)
                .path(path)
                .createDate(created)
                .roles(role == null ? List.of() : List.of(role.listed()))
                .tags(tags.views())
                .build();
    }
}
