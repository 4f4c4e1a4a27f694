package dev.eksdsl.testing.sts;

import dev.eksdsl.testing.authorization.MalformedPolicyException;
import dev.eksdsl.testing.authorization.Policy;
import dev.eksdsl.testing.authorization.RequestContext;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * What a request says of the session that it wants.
 *
 * @param policies that limit the session; empty for none
 * @param size how much of the space for policies and tags they take, in percent; null if there are none
 */
record SessionRequest(
        List<Policy> policies,
        Map<String, String> tags,
        @Nullable Integer size) {

    /** The characters of a session's policies and tags together (AWS STS API reference, AssumeRole). */
    private static final int SPACE = 2048;

    private static final int MOST_TAGS = 50;

    /** @throws AwsFault if a policy is malformed or not there, or tags are not allowed */
    static SessionRequest of(
            Roles roles, Caller owner, @Nullable String inline, List<PolicyDescriptorType> managed, List<Tag> given) {
        List<Policy> policies = new ArrayList<>();
        int length = 0;
        if (inline != null && !inline.isEmpty()) {
            policies.add(parse(inline));
            length += inline.length();
        }
        for (PolicyDescriptorType policy : managed) {
            policies.add(roles.managedPolicy(owner, policy.arn())
                    .orElseThrow(() -> new AwsFault(
                            400,
                            "ValidationError",
                            "Policy " + policy.arn() + " does not exist or is not attachable.")));
            length += policy.arn().length();
        }
        Map<String, String> tags = tags(given);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            length += tag.getKey().length() + tag.getValue().length();
        }
        if (length > SPACE) {
            throw new AwsFault(
                    400,
                    "PackedPolicyTooLarge",
                    "Packed size of session tags and policies consumes %d%% of allotted space."
                            .formatted(length * 100 / SPACE));
        }
        return new SessionRequest(policies, tags, length == 0 ? null : Math.max(1, length * 100 / SPACE));
    }

    private static Policy parse(String document) {
        try {
            return Policy.parse("session", document);
        } catch (MalformedPolicyException e) {
            throw new AwsFault(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> tags(List<Tag> given) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : given) {
            if (tags.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw new AwsFault(
                        400,
                        "InvalidParameterValue",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        if (tags.size() > MOST_TAGS) {
            throw new AwsFault(400, "ValidationError", "A session has at most " + MOST_TAGS + " tags.");
        }
        return tags;
    }

    /** Puts the session's name and tags into the context of whoever decides. */
    RequestContext describe(String sessionName) {
        RequestContext context = new RequestContext().put("sts:RoleSessionName", sessionName);
        if (!tags.isEmpty()) {
            context.tags("aws:RequestTag", tags).put("aws:TagKeys", tags.keySet());
        }
        return context;
    }
}
