package dev.eksdsl.testing.engine.fleet;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksFleet;
import dev.eksdsl.FleetOptions;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.iam.IamClient;

/** A fake with several accounts, quotas raised as fleets need them, and AWS's API limits on. */
final class Stage implements AutoCloseable {

    static final String PRODUCTION = "210987654321";
    static final String STAGING = "310987654321";
    static final String EXTERNAL_ID = "fleet-7";

    private static final double RAISED = 10_000;
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final FakeAws aws = FakeAws.create();

    Stage() {
        aws.quotas().known().forEach(quota -> aws.quotas().set(quota.serviceCode(), quota.code(), RAISED));
        makeRole(PRODUCTION);
        makeRole(STAGING);
        aws.clock().advance(SETTLED);
        aws.rateLimits().on();
    }

    FakeAws aws() {
        return aws;
    }

    EksFleet fleet(Consumer<FleetOptions> declaration) {
        return Eks.fleet(f -> {
            f.connect(o -> o.credentialsProvider(aws.credentials())
                    .httpClient(aws.httpClient())
                    .timeline(aws.timeline()));
            declaration.accept(f);
        });
    }

    static EksClusterSpec small(String name) {
        return Eks.cluster(name, c -> c.version("1.35").nodeGroup("workers", ng -> ng.scaling(2, 2, 4)));
    }

    static List<EksClusterSpec> many(int clusters) {
        return IntStream.range(0, clusters)
                .mapToObj(number -> small("c%02d".formatted(number)))
                .toList();
    }

    static String role(String account) {
        return "arn:aws:iam::" + account + ":role/fleet";
    }

    private void makeRole(String account) {
        aws.client(
                        IamClient.builder(),
                        iam -> iam.credentialsProvider(aws.callers().administratorOf(account)))
                .createRole(r -> r.roleName("fleet").assumeRolePolicyDocument("""
                                {"Version": "2012-10-17",
                                 "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                                               "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                                               "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}}""".formatted(EXTERNAL_ID)));
    }

    @Override
    public void close() {
        aws.close();
    }
}
