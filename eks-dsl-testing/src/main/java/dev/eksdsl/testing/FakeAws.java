package dev.eksdsl.testing;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.testing.authorization.Callers;
import dev.eksdsl.testing.console.Console;
import dev.eksdsl.testing.door.DoorOptions;
import dev.eksdsl.testing.door.HttpDoor;
import dev.eksdsl.testing.door.InMemoryDoor;
import dev.eksdsl.testing.ec2.Capacity;
import dev.eksdsl.testing.kubernetes.controller.Images;
import dev.eksdsl.testing.server.Calls;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.Faults;
import dev.eksdsl.testing.server.Inventory;
import dev.eksdsl.testing.server.Quotas;
import dev.eksdsl.testing.throttle.RateLimits;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.VirtualTimeline;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * An AWS in memory: EKS with its Kubernetes API, and what of EC2, IAM, STS, SSM and Elastic Load Balancing a cluster needs. It
 * takes its time as AWS does, on a clock that jumps; it refuses what AWS refuses; it records every call.
 *
 * <p>The defaults: region {@value #DEFAULT_REGION}, account 123456789012, the date 2026-11-22, virtual time, and the medians
 * of measured durations. Thread-safe. Closing it frees what it holds: clients, and sockets if it serves any.
 */
public final class FakeAws implements AutoCloseable {

    /** The region of {@link #session()} and of the ready-made clients: {@value}. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** When a fake's calendar starts unless said otherwise. */
    public static final Instant DEFAULT_START = Instant.parse("2026-11-22T00:00:00Z");

    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret"));

    private final FakeServices services;
    private final InMemoryDoor door;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    FakeAws(FakeServices services) {
        this.services = services;
        this.door = new InMemoryDoor(services.server());
    }

    /** An AWS with the defaults. */
    public static FakeAws create() {
        return builder().build();
    }

    public static FakeAwsBuilder builder() {
        return new FakeAwsBuilder();
    }

    /** A session in the default region, in this fake's time. Closed with the fake. */
    public EksSession session() {
        return session(DEFAULT_REGION);
    }

    /** A session in a region, in this fake's time. Closed with the fake. */
    public EksSession session(String region) {
        return session(aws -> aws.region(region));
    }

    /**
     * A session with settings of one's own, such as another user's credentials; what is not set is as in {@link #session()}.
     * Closed with the fake.
     */
    public EksSession session(Consumer<AwsOptions> settings) {
        return keep(Eks.connect(aws -> {
            aws.region(DEFAULT_REGION)
                    .credentialsProvider(CREDENTIALS)
                    .httpClient(door.client())
                    .timeline(timeline())
                    .part(HttpClient.Factory.class, services.kubernetes().httpClientFactory());
            settings.accept(aws);
        }));
    }

    /** The virtual clock. Throws if the fake runs in real time. */
    public VirtualTimeline clock() {
        if (timeline() instanceof VirtualTimeline virtual) {
            return virtual;
        }
        throw new IllegalStateException("this fake runs in real time; use timeline()");
    }

    public Timeline timeline() {
        return services.world().timeline();
    }

    /** Makes calls fail, now or later. */
    public Faults faults() {
        return services.server().faults();
    }

    /** Makes nodes fail, or not join. */
    public NodeFaults nodes() {
        return services.nodes();
    }

    /** Where EC2 is out of instances. */
    public Capacity capacity() {
        return services.capacity();
    }

    /** Takes Spot instances back. */
    public SpotFaults spot() {
        return services.spot();
    }

    /** Degrades add-ons. */
    public AddonFaults addons() {
        return services.addons();
    }

    /** Every call that was made; of very many, the latest {@value Calls#MOST}. */
    public Calls calls() {
        return services.server().calls();
    }

    /** How long things take. */
    public Durations durations() {
        return services.world().durations();
    }

    /** How much of each thing an account may have. */
    public Quotas quotas() {
        return services.world().quotas();
    }

    /** The limits of AWS's API rates: off, unless the builder or a test turns them on. */
    public RateLimits rateLimits() {
        return services.server().rateLimits();
    }

    /** What containers do, by image: those that do not exist, those that crash. */
    public Images images() {
        return services.kubernetes().images();
    }

    /** Everything that exists, over all accounts and regions, in a fixed order. Two inventories can be compared. */
    public Inventory inventory() {
        return services.inventory();
    }

    /** The state of everything, to start other fakes from: see {@link Snapshot}. Changes nothing here. */
    public Snapshot snapshot() {
        return services.snapshot();
    }

    /** A person who changes things by hand in the default region. */
    public Console console() {
        return console(DEFAULT_REGION);
    }

    /** A person who changes things by hand in a region. */
    public Console console(String region) {
        return new Console(door.client(), region, timeline());
    }

    /** An HTTP client for SDK clients of one's own; reaches this fake without a socket. */
    public SdkHttpClient httpClient() {
        return door.client();
    }

    /** An HTTP client for asynchronous SDK clients of one's own; reaches this fake without a socket. */
    public SdkAsyncHttpClient asyncHttpClient() {
        return door.asyncClient();
    }

    /** Credentials that this fake takes. It takes any others as well. */
    public AwsCredentialsProvider credentials() {
        return CREDENTIALS;
    }

    /** See {@link FakeAwsBuilder#enforcePolicies()}. */
    void enforcePolicies() {
        services.enforcePolicies();
    }

    /** Makes callers who are limited by policies, and administrators of other accounts. */
    public Callers callers() {
        return services.callers();
    }

    /**
     * A client of any service, made of its builder, such as {@code aws.client(KmsClient.builder())}: in the default region, with
     * this fake's credentials, in memory. Closed with the fake.
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder) {
        return client(builder, own -> {});
    }

    /**
     * A client of any service with settings of one's own, such as another region or retries; what is not set is as in {@link
     * #client(AwsClientBuilder)}. Closed with the fake.
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C client(
            B builder, Consumer<? super B> settings) {
        return keep(builder.region(Region.of(DEFAULT_REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(door.client())
                .applyMutation(settings::accept)
                .build());
    }

    /** An asynchronous client of any service; see {@link #client(AwsClientBuilder)}. It answers before the call returns. */
    public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AutoCloseable> C asyncClient(
            B builder) {
        return asyncClient(builder, own -> {});
    }

    /** An asynchronous client of any service with settings of one's own; see {@link #client(AwsClientBuilder, Consumer)}. */
    public <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AutoCloseable> C asyncClient(
            B builder, Consumer<? super B> settings) {
        return keep(builder.region(Region.of(DEFAULT_REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(door.asyncClient())
                .applyMutation(settings::accept)
                .build());
    }

    /** A client for code under test that takes one, as {@link #client(AwsClientBuilder)} makes it. */
    public EksClient eksClient() {
        return client(EksClient.builder());
    }

    /** See {@link #eksClient()}. */
    public Ec2Client ec2Client() {
        return client(Ec2Client.builder());
    }

    /** See {@link #eksClient()}. */
    public AutoScalingClient autoScalingClient() {
        return client(AutoScalingClient.builder());
    }

    /** See {@link #eksClient()}. */
    public IamClient iamClient() {
        return client(IamClient.builder());
    }

    /** See {@link #eksClient()}. */
    public ElasticLoadBalancingV2Client loadBalancingClient() {
        return client(ElasticLoadBalancingV2Client.builder());
    }

    /**
     * Serves this fake over HTTP on a free port of the loopback interface, for other processes and for WireMock's stubs,
     * which win over the fake. Closed with the fake.
     */
    public HttpDoor serve() {
        return serve(0);
    }

    /** Serves this fake over HTTP on a port of the loopback interface; 0 takes a free one. */
    public HttpDoor serve(int port) {
        return serve(door -> door.port(port));
    }

    /** Serves this fake over HTTP with settings, such as TLS. */
    public HttpDoor serve(Consumer<DoorOptions> settings) {
        return keep(HttpDoor.open(services.server(), settings));
    }

    /** What time it is in the fake, what exists, what was called. */
    @Override
    public String toString() {
        return "fake AWS at " + timeline().now() + ": " + inventory().size() + " resources, " + calls().count()
                + " calls";
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("could not close a part of the fake", e);
            }
        }
        services.close();
    }

    private synchronized <C extends AutoCloseable> C keep(C closeable) {
        open.push(closeable);
        return closeable;
    }
}
