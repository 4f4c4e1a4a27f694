package dev.eksdsl.testing.server;

import dev.eksdsl.testing.door.InMemoryDoor;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** A server with a virtual timeline, and SDK clients on it that retry without delay. */
public final class TestServer {

    public final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T12:00:00Z"));
    public final World world = new World(time, 42, new Durations());
    public final AccessKeys keys = new AccessKeys();
    public final FakeServer server;

    public TestServer(FakeService service) {
        this((world, keys) -> service);
    }

    public TestServer(Function<World, FakeService> service) {
        this((world, keys) -> service.apply(world));
    }

    public TestServer(BiFunction<World, AccessKeys, FakeService> service) {
        server = new FakeServer(world, keys, Authorizer.EVERYTHING, List.of(service.apply(world, keys)));
    }

    /** A client on the in-memory door. */
    public <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return builder.applyMutation(TestServer::configure)
                .httpClient(new InMemoryDoor(server).client())
                .build();
    }

    /** Region, credentials and retries as the tests want them. */
    public static <C, B extends AwsClientBuilder<B, C>> void configure(B builder) {
        builder.region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(3)
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(
                                        BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1)))
                                .build()));
    }
}
