package dev.eksdsl.testing.iam;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * The rules for policies of users, groups and roles, which differ in words and quotas only (IAM user guide, "IAM and AWS STS
 * quotas").
 *
 * @param kind the kind of entity, as messages name it
 * @param quota the name of the quota of attached policies
 * @param longestInline the characters of all inline policies of one entity
 */
record GrantRules(String kind, String quota, int longestInline) {

    static final GrantRules USER = new GrantRules("user", "PoliciesPerUser", 2_048);
    static final GrantRules GROUP = new GrantRules("group", "PoliciesPerGroup", 5_120);
    static final GrantRules ROLE = new GrantRules("role", "PoliciesPerRole", 10_240);

    private static final int MOST_ATTACHED = 10;
    private static final int LONGEST_NAME = 128;

    void attach(AccountState account, Grants grants, @Nullable String policyArn) {
        String arn = IamFaults.required(policyArn, "policyArn");
        if (account.findPolicy(arn).isEmpty()) {
            throw IamFaults.notFound("Policy " + arn + " does not exist or is not attachable.");
        }
        if (!grants.managed.contains(arn) && grants.managed.size() >= MOST_ATTACHED) {
            throw IamFaults.limit(quota, MOST_ATTACHED);
        }
        grants.managed.add(arn);
    }

    void detach(Grants grants, @Nullable String policyArn) {
        String arn = IamFaults.required(policyArn, "policyArn");
        if (!grants.managed.remove(arn)) {
            throw IamFaults.notFound("Policy " + arn + " was not found.");
        }
    }

    Page<AttachedPolicy> attached(
            AccountState account,
            Grants grants,
            @Nullable String pathPrefix,
            @Nullable Integer maxItems,
            @Nullable String marker) {
        String prefix = pathPrefix == null ? "/" : pathPrefix;
        List<AttachedPolicy> attached = grants.managed.stream()
                .map(account::policy)
                .filter(policy -> policy.path.startsWith(prefix))
                .map(FakePolicy::attached)
                .toList();
        return Listing.page(attached, AttachedPolicy::policyArn, maxItems, marker);
    }

    /** @param entity the entity's name */
    void put(Grants grants, String entity, @Nullable String policyName, @Nullable String policyDocument) {
        String name = IamFaults.name(policyName, "policyName", LONGEST_NAME);
        String document = IamFaults.required(policyDocument, "policyDocument");
        PolicyDocument.checkPermissions(document);
        int others = grants.inline.entrySet().stream()
                .filter(policy -> !policy.getKey().equals(name))
                .mapToInt(policy -> PolicyDocument.size(policy.getValue()))
                .sum();
        if (others + PolicyDocument.size(document) > longestInline) {
            throw new AwsFault(
                    409,
                    "LimitExceeded",
                    "Maximum policy size of %d bytes exceeded for %s %s".formatted(longestInline, kind, entity));
        }
        grants.inline.put(name, document);
    }

    /** The document of an inline policy; refuses if there is none of this name. */
    String inline(Grants grants, @Nullable String policyName) {
        String document = grants.inline.get(IamFaults.required(policyName, "policyName"));
        if (document == null) {
            throw IamFaults.notFound("The " + kind + " policy with name " + policyName + " cannot be found.");
        }
        return document;
    }

    void deleteInline(Grants grants, @Nullable String policyName) {
        inline(grants, policyName);
        grants.inline.remove(policyName);
    }

    static Page<String> inlineNames(Grants grants, @Nullable Integer maxItems, @Nullable String marker) {
        return Listing.page(List.copyOf(grants.inline.keySet()), name -> name, maxItems, marker);
    }

    /** Refuses to let an entity go that still has policies. */
    static void requireNone(Grants grants) {
        if (!grants.managed.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!grants.inline.isEmpty()) {
            throw IamFaults.conflict("Cannot delete entity, must delete policies first.");
        }
    }
}
