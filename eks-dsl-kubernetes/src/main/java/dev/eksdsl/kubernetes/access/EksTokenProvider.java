package dev.eksdsl.kubernetes.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Makes the bearer tokens that a cluster's Kubernetes API accepts, as {@code aws eks get-token} does, in this JVM and
 * without a call to AWS: a token is a signed but unsent request to STS, which EKS sends to learn who signed it.
 *
 * <p>A token is kept for {@linkplain #REFRESH_AFTER 10 minutes} (less, if its credentials end earlier) and then made anew
 * from freshly resolved credentials. Usable alone, with any Kubernetes client. Thread-safe.
 */
public final class EksTokenProvider {

    /** How long a token is handed out before a new one is made: 10 minutes of the {@link EksToken#LIFETIME} it has. */
    public static final Duration REFRESH_AFTER = Duration.ofMinutes(10);

    /** A token of credentials that end soon is not kept longer than to this long before their end. */
    private static final Duration BEFORE_CREDENTIALS_END = Duration.ofMinutes(1);

    /** How long the signed request is valid by its own account; EKS demands it, but honours the token longer. */
    private static final Duration REQUEST_EXPIRATION = Duration.ofSeconds(60);

    private static final String PREFIX = "k8s-aws-v1.";
    private static final String CLUSTER_HEADER = "x-k8s-aws-id";
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final Region region;
    private final String cluster;
    private final AwsCredentialsProvider credentials;
    private final InstantSource clock;
    private @Nullable EksToken kept;
    private Instant keptUntil = Instant.MIN;

    private EksTokenProvider(String region, String cluster, AwsCredentialsProvider credentials, InstantSource clock) {
        this.region = Region.of(region);
        this.cluster = cluster;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Tokens for a cluster, by the system's clock.
     *
     * @param region the cluster's region, such as {@code us-east-1}; its partition tells the host of STS
     * @param cluster the cluster's name
     */
    public static EksTokenProvider of(String region, String cluster, AwsCredentialsProvider credentials) {
        return of(region, cluster, credentials, InstantSource.system());
    }

    /** Tokens for a cluster, by a clock of one's own, such as {@code timeline::now}. */
    public static EksTokenProvider of(
            String region, String cluster, AwsCredentialsProvider credentials, InstantSource clock) {
        return new EksTokenProvider(region, cluster, credentials, clock);
    }

    /**
     * A token that is good for at least some minutes.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
     */
    public synchronized EksToken token() {
        Instant now = clock.instant();
        EksToken present = kept;
        if (present != null && now.isBefore(keptUntil)) {
            return present;
        }
        AwsCredentials identity = credentials.resolveCredentials();
        EksToken made = sign(identity, now);
        Instant byAge = now.plus(REFRESH_AFTER);
        keptUntil = identity.expirationTime()
                .map(end -> end.minus(BEFORE_CREDENTIALS_END))
                .filter(byAge::isAfter)
                .orElse(byAge);
        kept = made;
        return made;
    }

    /**
     * Says that the API refused a token (401), so that the next {@link #token()} is a new one. Does nothing if another
     * token has been made since.
     */
    public synchronized void refused(String token) {
        if (kept != null && kept.value().equals(token)) {
            kept = null;
        }
    }

    private EksToken sign(AwsCredentials identity, Instant now) {
        // The regional STS host of the region's partition: sts.cn-north-1.amazonaws.com.cn in China.
        String host = "sts." + region.id() + "." + PartitionMetadata.of(region).dnsSuffix();
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + host + "/"))
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader(CLUSTER_HEADER, cluster)
                .build();
        String url = SIGNER.sign(request -> request.identity(identity)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, REQUEST_EXPIRATION)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request()
                .getUri()
                .toString();
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));
        return new EksToken(PREFIX + encoded, now);
    }
}
