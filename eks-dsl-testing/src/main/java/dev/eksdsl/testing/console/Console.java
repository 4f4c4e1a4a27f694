package dev.eksdsl.testing.console;

import dev.eksdsl.time.Timeline;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A person who changes things by hand, in one region:
 *
 * <pre>{@code
 * aws.console().eks("production").deleteNodegroup("workers");
 * aws.console().iam().detachRolePolicy("production.us-east-1.cluster", "AmazonEKSClusterPolicy");
 * aws.console().ec2().openPort("production/control-plane", 22, "0.0.0.0/0");
 * }</pre>
 *
 * <p>Each method makes real calls, as the IAM user {@value #USER}: they are recorded, faults hit them, and AWS's rules hold, so
 * they throw what an SDK client throws. A method returns when the change has come to its end, letting time pass as the fake's
 * time does; one that has not after two hours throws {@link IllegalStateException}.
 *
 * <p>Things of EC2 are named by id or by their tag {@code Name}, roles by name; a {@code *} in it stands for any text. Exactly
 * one thing must have the name, else {@link IllegalArgumentException} says which do.
 *
 * <p>Thread-safe. Holds no resources of its own.
 */
public final class Console {

    /** The IAM user, and access key, that calls: {@value}. */
    public static final String USER = "console";

    private final SdkHttpClient http;
    private final String region;
    private final Waiting waiting;

    /**
     * @param http reaches the fake
     * @param timeline the fake's time
     */
    public Console(SdkHttpClient http, String region, Timeline timeline) {
        this.http = http;
        this.region = region;
        this.waiting = new Waiting(timeline);
    }

    /** The page of a cluster. */
    public EksConsole eks(String cluster) {
        return new EksConsole(client(EksClient.builder()), cluster, waiting);
    }

    /** Networks, instances and their tags. */
    public Ec2Console ec2() {
        return new Ec2Console(client(Ec2Client.builder()), waiting);
    }

    /** Roles and identity providers. */
    public IamConsole iam() {
        return new IamConsole(client(IamClient.builder()));
    }

    /** Closing such a client would do nothing: it holds nothing but the HTTP client, which is the fake's. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        Consumer<B> settings = client -> client.region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, "not-a-secret")))
                .httpClient(http);
        settings.accept(builder);
        return builder.build();
    }
}
