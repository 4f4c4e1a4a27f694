package dev.eksdsl.resource.iam;

import dev.eksdsl.model.ResourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role's description, which names the resource: the list of roles has no tags, but descriptions it has. */
final class RoleDescription {

    private static final String MARK = "eks-dsl ";

    private RoleDescription() {}

    static String of(ResourceId id) {
        return MARK + id;
    }

    static Optional<ResourceId> read(@Nullable String description) {
        return Optional.ofNullable(description)
                .filter(text -> text.startsWith(MARK + RoleType.KIND + "/"))
                .map(text -> ResourceId.parse(text.substring(MARK.length())));
    }
}
