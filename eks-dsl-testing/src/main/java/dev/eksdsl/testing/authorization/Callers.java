package dev.eksdsl.testing.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Callers that a test declares: users that are limited by policies, and administrators of other accounts. They are held to
 * their policies whatever the fake does with users of its IAM, to which they do not belong. Thread-safe.
 */
public final class Callers implements IdentitySource {

    private static final String DEED = "limited-to";

    private final AccessKeys keys;
    private final Journal journal;
    private final Map<String, Identity> limited = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** @param journal takes note of who is declared, and can repeat it */
    public Callers(AccessKeys keys, Journal journal) {
        this.keys = keys;
        this.journal = journal;
        journal.player(DEED, deed -> {
            List<String> policies = new ArrayList<>();
            deed.path(DEED).forEach(policy -> policies.add(policy.asText()));
            limitedTo(policies.toArray(String[]::new));
        });
    }

    /**
     * A user of the account {@value AccessKeys#DEFAULT_ACCOUNT} who may do what these policies allow, and nothing else.
     *
     * @param policies identity-based policies, JSON
     * @throws MalformedPolicyException if one of them is no policy
     */
    public AwsCredentialsProvider limitedTo(String... policies) {
        List<Policy> own = new ArrayList<>();
        for (String policy : policies) {
            own.add(Policy.parse("limit-" + (own.size() + 1), policy));
        }
        int number = count.incrementAndGet();
        String name = "limited-" + number;
        String arn = "arn:aws:iam::" + AccessKeys.DEFAULT_ACCOUNT + ":user/" + name;
        String id = "AIDALIMITED%010d".formatted(number);
        Identity identity =
                new Identity(arn, arn, "User", id, Optional.of(name), own, Optional.empty(), List.of(), Map.of());
        String key = "AKIALIMITED%09d".formatted(number);
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        List.of(policies).forEach(deed.putArray(DEED)::add);
        journal.setting(Deed.of(DEED, deed), () -> {
            limited.put(arn, identity);
            keys.add(key, AccessKeys.DEFAULT_ACCOUNT, arn);
        });
        return credentials(key);
    }

    /**
     * Somebody who may do everything in another account.
     *
     * @param accountId twelve digits
     */
    public AwsCredentialsProvider administratorOf(String accountId) {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account has twelve digits: " + accountId);
        }
        String key = "AKIA%016d".formatted(Long.parseLong(accountId));
        keys.add(key, accountId, "arn:aws:iam::" + accountId + ":user/admin");
        return credentials(key);
    }

    /** The names under which limited callers appear in messages and records, as ARNs. */
    public Set<String> limited() {
        return Set.copyOf(limited.keySet());
    }

    private static AwsCredentialsProvider credentials(String accessKeyId) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "not-a-secret"));
    }

    @Override
    public Optional<Identity> identity(Caller caller) {
        return Optional.ofNullable(limited.get(caller.arn()));
    }
}
