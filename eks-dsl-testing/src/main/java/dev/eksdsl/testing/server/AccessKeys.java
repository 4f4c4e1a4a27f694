package dev.eksdsl.testing.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose access keys are whose. A key that was never added belongs to account {@value #DEFAULT_ACCOUNT}, as the IAM user of
 * the same name as the key, so that any credentials work. Secrets are not checked. Thread-safe.
 */
public final class AccessKeys {

    /** The account of every access key that was not added to another one. */
    public static final String DEFAULT_ACCOUNT = "123456789012";

    private static final String DEED = "access-key";

    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private @Nullable Journal journal;

    /** From now on the journal takes note of keys that are added, and can repeat it. */
    void journal(Journal of) {
        journal = of;
        of.player(
                DEED,
                deed -> add(
                        deed.path("id").asText(),
                        deed.path("account").asText(),
                        deed.path("arn").asText()));
    }

    /**
     * Lets an access key belong to an account and identity for good.
     *
     * @param accountId twelve digits
     * @param arn the user or assumed role that calls with this key
     */
    public AccessKeys add(String accessKeyId, String accountId, String arn) {
        Identity identity = new Identity(accountId, arn, null);
        if (journal == null) {
            identities.put(accessKeyId, identity);
        } else {
            ObjectNode deed = JsonNodeFactory.instance.objectNode();
            deed.put("id", accessKeyId).put("account", accountId).put("arn", arn);
            journal.setting(Deed.of(DEED, deed), () -> identities.put(accessKeyId, identity));
        }
        return this;
    }

    /** Lets an access key belong to an assumed role until it expires, as STS does. */
    public void issue(String accessKeyId, String accountId, String arn, Instant expires) {
        identities.put(accessKeyId, new Identity(accountId, arn, expires));
    }

    /** Who calls with this access key from that region: one object for all calls, for they are all remembered. */
    public Caller caller(String accessKeyId, String region) {
        Caller caller = identified(accessKeyId, region);
        return callers.computeIfAbsent(caller.toString(), text -> caller);
    }

    private Caller identified(String accessKeyId, String region) {
        Identity identity = identities.get(accessKeyId);
        if (identity != null) {
            return new Caller(identity.accountId, region, identity.arn, accessKeyId);
        }
        String partition = new Caller(DEFAULT_ACCOUNT, region, "").partition();
        String arn = "arn:" + partition + ":iam::" + DEFAULT_ACCOUNT + ":user/" + accessKeyId;
        return new Caller(DEFAULT_ACCOUNT, region, arn, accessKeyId);
    }

    /** Whether the access key was issued for a time that is over. */
    public boolean expired(String accessKeyId, Instant now) {
        Identity identity = identities.get(accessKeyId);
        return identity != null && identity.expires != null && !identity.expires.isAfter(now);
    }

    /** Forgets whose key it is. */
    public void remove(String accessKeyId) {
        identities.remove(accessKeyId);
        revoked.remove(accessKeyId);
    }

    /** Makes an access key invalid, as IAM does when it is deleted or made inactive. */
    public void revoke(String accessKeyId) {
        revoked.add(accessKeyId);
    }

    /** Makes a revoked access key valid again. */
    public void restore(String accessKeyId) {
        revoked.remove(accessKeyId);
    }

    /** Whether the access key has been made invalid. */
    public boolean isRevoked(String accessKeyId) {
        return revoked.contains(accessKeyId);
    }

    /** Whose key it is; empty if it was never added. */
    public Optional<String> accountOf(String accessKeyId) {
        return Optional.ofNullable(identities.get(accessKeyId)).map(Identity::accountId);
    }

    void forgetIssued() {
        identities.values().removeIf(identity -> identity.expires != null);
        revoked.clear();
    }

    private record Identity(
            String accountId, String arn, @Nullable Instant expires) {}
}
