package dev.eksdsl.testing.iam;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;

/** The policies of one user, group or role. */
final class Grants {

    /** ARNs of the attached managed policies. */
    final Set<String> managed = new LinkedHashSet<>();
    /** Names and documents of the inline policies. */
    final Map<String, String> inline = new LinkedHashMap<>();

    /** The ARN of the permissions boundary. */
    @Nullable
    String boundary;

    @Nullable
    AttachedPermissionsBoundary boundaryView() {
        return boundary == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(boundary)
                        .permissionsBoundaryType("Policy")
                        .build();
    }
}
