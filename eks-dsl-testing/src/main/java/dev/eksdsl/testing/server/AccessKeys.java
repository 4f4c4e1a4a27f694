package dev.eksdsl.testing.server;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose access keys are whose. A key that was never added belongs to account {@value #DEFAULT_ACCOUNT}, as the IAM user of
 * the same name as the key, so that any credentials work. Secrets are not checked. Thread-safe.
 */
public final class AccessKeys {

    /** The account of every access key that was not added to another one. */
    public static final String DEFAULT_ACCOUNT = "123456789012";

    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    /**
     * Lets an access key belong to an account and identity for good.
     *
     * @param accountId twelve digits
     * @param arn the user or assumed role that calls with this key
     */
    public AccessKeys add(String accessKeyId, String accountId, String arn) {
        identities.put(accessKeyId, new Identity(accountId, arn, null));
        return this;
    }

    /** Lets an access key belong to an assumed role until it expires, as STS does. */
    public void issue(String accessKeyId, String accountId, String arn, Instant expires) {
        identities.put(accessKeyId, new Identity(accountId, arn, expires));
    }

    /** Who calls with this access key from that region. */
    public Caller caller(String accessKeyId, String region) {
        Identity identity = identities.get(accessKeyId);
        if (identity != null) {
            return new Caller(identity.accountId, region, identity.arn);
        }
        String partition = new Caller(DEFAULT_ACCOUNT, region, "").partition();
        return new Caller(
                DEFAULT_ACCOUNT, region, "arn:%s:iam::%s:user/%s".formatted(partition, DEFAULT_ACCOUNT, accessKeyId));
    }

    /** Whether the access key was issued for a time that is over. */
    public boolean expired(String accessKeyId, Instant now) {
        Identity identity = identities.get(accessKeyId);
        return identity != null && identity.expires != null && !identity.expires.isAfter(now);
    }

    void forgetIssued() {
        identities.values().removeIf(identity -> identity.expires != null);
    }

    private record Identity(
            String accountId, String arn, @Nullable Instant expires) {}
}
