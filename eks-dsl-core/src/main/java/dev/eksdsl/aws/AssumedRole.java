package dev.eksdsl.aws;

import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The credentials of a role, often in another account. STS gives them when they are first needed, and again before they expire,
 * by the session's time. Thread-safe: one thread asks, the others wait for the answer.
 */
public final class AssumedRole implements AwsCredentialsProvider, AutoCloseable {

    /** The credentials are renewed this long before they expire, so that no call is signed with those that are over. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final int ACCOUNT = 4;

    private final String arn;
    private final AssumeRoleRequest request;
    private final Timeline timeline;
    private final StsClient sts;
    private @Nullable AwsSessionCredentials credentials;
    private Instant renewal = Instant.MIN;

    /**
     * @param caller the settings of whoever assumes the role, with a region
     * @param arn the role
     * @param sessionName what CloudTrail of the role's account shows
     * @param externalId what the role's trust policy may ask for
     */
    public AssumedRole(AwsOptions caller, String arn, String sessionName, Optional<String> externalId) {
        this.arn = arn;
        this.request = AssumeRoleRequest.builder()
                .roleArn(arn)
                .roleSessionName(sessionName)
                .externalId(externalId.orElse(null))
                .build();
        this.timeline = caller.timeline();
        this.sts = caller.client(StsClient.builder());
    }

    /** The account that the role is in, as its ARN says. */
    String accountId() {
        String[] parts = arn.split(":");
        return parts.length > ACCOUNT ? parts[ACCOUNT] : arn;
    }

    /**
     * Makes sure that there are credentials.
     *
     * @throws AwsCallException if the role cannot be assumed
     */
    public void assume() {
        try {
            resolveCredentials();
        } catch (SdkException e) {
            throw AwsCallException.of("AssumeRole", e);
        }
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsSessionCredentials known = credentials;
        if (known != null && timeline.now().isBefore(renewal)) {
            return known;
        }
        Credentials given = sts.assumeRole(request).credentials();
        AwsSessionCredentials fresh =
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        credentials = fresh;
        renewal = given.expiration().minus(EARLY);
        return fresh;
    }

    @Override
    public void close() {
        sts.close();
    }

    /** The role; never its credentials. */
    @Override
    public String toString() {
        return arn;
    }
}
