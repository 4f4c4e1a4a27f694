package dev.eksdsl.benchmarks;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.waiting.LookPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The program that {@code benchmarks/start.py} starts again and again: connects to an endpoint, plans the production cluster and
 * prints how long that took from the start of the JVM, then how long the same plan takes once more. With {@code apply} as its
 * second argument it makes the cluster instead, and looks every second, for the fake's time goes faster than its own.
 */
public final class FirstPlan {

    private FirstPlan() {}

    public static void main(String[] args) {
        Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        String toMain = sinceText(started);
        try (EksSession eks = Eks.connect(o -> o.region("us-east-1")
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .part(LookPolicy.class, wait -> Duration.ofSeconds(1))
                .endpointOverride(URI.create(args[0])))) {
            EksClusterSpec spec = spec();
            if (args.length > 1 && args[1].equals("apply")) {
                eks.apply(eks.plan(spec)).orThrow();
                return;
            }
            boolean empty = eks.plan(spec).isEmpty();
            String first = sinceText(started);
            String again = took(() -> eks.plan(spec));
            System.out.printf("main=%s first=%s again=%s empty=%s%n", toMain, first, again, empty);
        }
    }

    private static EksClusterSpec spec() {
        return Eks.cluster("start")
                .version("1.35")
                .nodeGroup("api-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                .fargate("api-namespace", fp -> fp.selector("api"))
                .addon("coredns")
                .addon("aws-ebs-csi-driver")
                .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                .spec();
    }

    private static String took(Runnable work) {
        Instant before = Instant.now();
        work.run();
        return sinceText(before);
    }

    private static String sinceText(Instant start) {
        return String.valueOf(Duration.between(start, Instant.now()).toMillis());
    }
}
