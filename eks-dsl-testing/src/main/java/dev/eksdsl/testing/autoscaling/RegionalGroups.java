package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.IdempotencyTokens;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** The groups and launch configurations of one account in one region, by name. */
final class RegionalGroups {

    final IdempotencyTokens tokens = new IdempotencyTokens(token -> new AwsFault(
            400,
            "IdempotentParameterMismatch",
            "The client token " + token + " was used before with other parameters."));

    final Map<String, Group> groups = new TreeMap<>();
    final Map<String, LaunchConfiguration> configurations = new TreeMap<>();

    /** The group that a request names; refuses if there is none. */
    Group group(@Nullable String name) {
        Group group = name == null ? null : groups.get(name);
        if (group == null) {
            throw Refusals.noGroup();
        }
        return group;
    }

    /** The group that an instance is in. */
    Optional<Group> groupOf(String instanceId) {
        return groups.values().stream()
                .filter(group -> group.members.containsKey(instanceId))
                .findFirst();
    }

    /** The group that a request names by one of its instances; refuses if there is none. */
    Group requireGroupOf(@Nullable String instanceId) {
        return groupOf(String.valueOf(instanceId))
                .orElseThrow(() -> Refusals.validation(
                        "Instance Id not found - No managed instance found for instance ID: " + instanceId));
    }

    static Caller key(Caller caller) {
        return new Caller(caller.accountId(), caller.region(), "");
    }
}
