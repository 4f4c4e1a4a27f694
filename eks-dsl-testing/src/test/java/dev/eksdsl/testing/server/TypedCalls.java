package dev.eksdsl.testing.server;

import dev.eksdsl.testing.door.InMemoryDoor;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** A world on virtual time with some services of the fake, and real clients of the SDK that reach them in memory. */
public final class TypedCalls {

    /** Who calls unless a test says otherwise. */
    public static final Caller CALLER =
            new Caller("111122223333", "us-east-1", "arn:aws:iam::111122223333:user/tester");

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T00:00:00Z"));
    private final World world = new World(time, 1, new Durations());
    private final AccessKeys keys = new AccessKeys();
    private final List<FakeService> services = new ArrayList<>();
    private @Nullable SdkHttpClient door;

    public World world() {
        return world;
    }

    /** Takes a service in; all are in before the first call. */
    public <S extends FakeService> S with(S service) {
        services.add(service);
        return service;
    }

    public void pass(Duration duration) {
        time.advance(duration);
    }

    /** A client for the usual caller. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, CALLER);
    }

    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Caller caller) {
        String key = "AKIA" + caller.accountId();
        keys.add(key, caller.accountId(), caller.arn());
        return builder.region(Region.of(caller.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "not-a-secret")))
                .httpClient(new OnFirstCall())
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private SdkHttpClient door() {
        if (door == null) {
            door = new InMemoryDoor(new FakeServer(world, keys, Authorizer.EVERYTHING, services)).client();
        }
        return door;
    }

    /** The server is made when it is first called: services may join until then. */
    private final class OnFirstCall implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return door().prepareRequest(request);
        }

        @Override
        public void close() {
            // the server has nothing to close
        }
    }
}
