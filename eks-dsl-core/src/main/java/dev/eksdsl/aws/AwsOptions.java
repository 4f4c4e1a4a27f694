package dev.eksdsl.aws;

import dev.eksdsl.aws.pacing.Pacer;
import dev.eksdsl.aws.pacing.Pacing;
import dev.eksdsl.time.SystemTimeline;
import dev.eksdsl.time.Timeline;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * How AWS is reached. With nothing set, everything is found as every AWS tool finds it: region, credentials, profile and
 * {@code AWS_ENDPOINT_URL} from the environment and {@code ~/.aws}.
 *
 * <p>Filled in by the caller of {@code Eks.connect}; not thread-safe.
 */
public final class AwsOptions implements AutoCloseable {

    /** The SDK's own defaults, said here because a run must not wait for ever, whatever they become. */
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private @Nullable Region region;
    private @Nullable String profile;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable URI endpoint;
    private @Nullable SdkHttpClient givenHttp;
    private @Nullable SdkHttpClient ownHttp;
    private @Nullable Timeline timeline;
    private Pacing pacing = new Pacing();
    private String account = "";
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private Consumer<ClientOverrideConfiguration.Builder> override = c -> {};

    /** The region. Default: the SDK's region provider chain ({@code AWS_REGION}, profile, instance metadata). */
    public AwsOptions region(String id) {
        this.region = Region.of(id);
        return this;
    }

    /** The profile of {@code ~/.aws} that credentials come from. Default: {@code AWS_PROFILE}, else {@code default}. */
    public AwsOptions profile(String name) {
        this.profile = name;
        return this;
    }

    /** Where credentials come from. Default: the SDK's credentials provider chain. */
    public AwsOptions credentialsProvider(AwsCredentialsProvider provider) {
        this.credentials = provider;
        return this;
    }

    /** One endpoint for all services, for another implementation of AWS. Default: {@code AWS_ENDPOINT_URL}, else AWS. */
    public AwsOptions endpointOverride(URI url) {
        this.endpoint = url;
        return this;
    }

    /**
     * The HTTP client for all services; it is not closed with the session. Default: the JDK's URL connection, which waits two
     * seconds for a connection and thirty for an answer, or for the rest of one; then the call counts as lost, and is looked
     * into and repeated as such. A client that is given here should have such limits too.
     */
    public AwsOptions httpClient(SdkHttpClient client) {
        this.givenHttp = client;
        return this;
    }

    /**
     * Further settings of all SDK clients: interceptors, metric publishers, time-outs. The retry strategy is the library's
     * own (one attempt: the plan engine repeats, on its timeline) unless it is set here.
     */
    public AwsOptions overrideConfiguration(Consumer<ClientOverrideConfiguration.Builder> settings) {
        this.override = settings;
        return this;
    }

    /** What time it is, and on which threads work is done. Default: {@link SystemTimeline#create()}. */
    public AwsOptions timeline(Timeline time) {
        this.timeline = time;
        return this;
    }

    /**
     * How often AWS may be called. Sessions of one account that are given the same object share its limits. Default: one for this
     * session and those that are made of it, with AWS's usual limits.
     */
    public AwsOptions pacing(Pacing pace) {
        this.pacing = pace;
        return this;
    }

    /**
     * A part for a module beyond this one, found again by its type with {@code EksSession.part}: the Kubernetes module
     * takes a Fabric8 {@code HttpClient.Factory} from here. Default: none.
     */
    public <T> AwsOptions part(Class<T> type, T part) {
        parts.put(type, part);
        return this;
    }

    /** The part of this type, if one was given. */
    public <T> Optional<T> part(Class<T> type) {
        return Optional.ofNullable(type.cast(parts.get(type)));
    }

    /** The same settings for another region: credentials, timeline and HTTP client are shared, and closed with these. */
    public AwsOptions inRegion(String id) {
        AwsOptions other = new AwsOptions().region(id);
        other.profile = profile;
        other.credentials = credentials();
        other.endpoint = endpoint;
        other.givenHttp = http();
        other.timeline = timeline();
        other.pacing = pacing;
        other.account = account;
        other.parts.putAll(parts);
        other.override = override;
        return other;
    }

    /**
     * The same settings for another account, whose credentials a role gives: timeline, HTTP client and pace are shared, and closed
     * with these. The region is set with {@link #inRegion}.
     *
     * @param role whose credentials are used
     */
    public AwsOptions inAccountOf(AssumedRole role) {
        AwsOptions other = inRegion(resolvedRegion().id());
        other.credentials = role;
        other.account = role.accountId();
        return other;
    }

    /** The timeline; made when first asked for. */
    public Timeline timeline() {
        if (timeline == null) {
            timeline = SystemTimeline.create();
        }
        return timeline;
    }

    /** How often AWS may be called. */
    public Pacing pacing() {
        return pacing;
    }

    /** The provider that credentials come from. */
    public AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials =
                    DefaultCredentialsProvider.builder().profileName(profile).build();
        }
        return credentials;
    }

    /** Clients with these settings. Change the options no more afterwards. */
    public AwsClients clients() {
        return new AwsClients(this);
    }

    Pacer pacer() {
        return pacing.of(account, resolvedRegion().id(), timeline()::now);
    }

    Region resolvedRegion() {
        if (region == null) {
            region = DefaultAwsRegionProviderChain.builder()
                    .profileName(profile)
                    .build()
                    .getRegion();
        }
        return region;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        builder.region(resolvedRegion()).credentialsProvider(credentials()).httpClient(http());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        builder.overrideConfiguration(c -> {
            c.retryStrategy(DefaultRetryStrategy.doNotRetry());
            override.accept(c);
        });
        return builder.build();
    }

    private synchronized SdkHttpClient http() {
        if (givenHttp != null) {
            return givenHttp;
        }
        if (ownHttp == null) {
            ownHttp = UrlConnectionHttpClient.builder()
                    .connectionTimeout(TO_CONNECT)
                    .socketTimeout(TO_ANSWER)
                    .build();
        }
        return ownHttp;
    }

    /** Closes the HTTP client that sessions with these settings share, unless it was given. */
    @Override
    public synchronized void close() {
        if (ownHttp != null) {
            ownHttp.close();
        }
    }
}
