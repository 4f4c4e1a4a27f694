package dev.eksdsl.benchmarks.fleet;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksFleet;
import dev.eksdsl.FleetOptions;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A fleet on a fake: so many accounts with a role each that is assumed, two regions in each account, quotas raised as such a
 * fleet needs it, and AWS's API limits on.
 */
final class FleetStage implements AutoCloseable {

    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
    private static final double RAISED = 100_000;

    /** After so long the roles that are assumed are known everywhere. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final FakeAws aws = FakeAws.create();
    private final EksFleet fleet;

    /** @param sites accounts times regions; an even number, or 1 */
    FleetStage(int clusters, int sites) {
        aws.quotas().known().forEach(quota -> aws.quotas().set(quota.serviceCode(), quota.code(), RAISED));
        this.fleet = Eks.fleet(f -> declare(f, clusters, sites));
        aws.clock().advance(SETTLED);
        aws.rateLimits().on();
    }

    private void declare(FleetOptions options, int clusters, int sites) {
        options.connect(o -> o.credentialsProvider(aws.credentials())
                .httpClient(aws.httpClient())
                .timeline(aws.timeline()));
        for (int site = 0; site < sites; site++) {
            String account = "%012d".formatted(200_000_000_000L + site / REGIONS.size());
            String region = REGIONS.get(site % REGIONS.size());
            if (site % REGIONS.size() == 0) {
                makeRole(account);
            }
            List<EksClusterSpec> here = new ArrayList<>();
            int first = site;
            IntStream.range(0, clusters)
                    .filter(cluster -> cluster % sites == first)
                    .forEach(cluster -> here.add(cluster("c%05d".formatted(cluster))));
            options.account(
                    account,
                    a -> a.assumeRole("arn:aws:iam::" + account + ":role/fleet").region(region, here));
        }
    }

    static EksClusterSpec cluster(String name) {
        return Eks.cluster(name, c -> c.version("1.35").nodeGroup("workers", ng -> ng.scaling(2, 2, 4)));
    }

    private void makeRole(String account) {
        aws.client(
                        IamClient.builder(),
                        iam -> iam.credentialsProvider(aws.callers().administratorOf(account)))
                .createRole(r -> r.roleName("fleet").assumeRolePolicyDocument("""
                                {"Version": "2012-10-17",
                                 "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                                               "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}}"""));
    }

    FakeAws aws() {
        return aws;
    }

    EksFleet fleet() {
        return fleet;
    }

    @Override
    public void close() {
        fleet.close();
        aws.close();
    }
}
