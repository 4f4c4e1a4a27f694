package dev.eksdsl.testing.engine.leases;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.sweep.SweepFinding;
import dev.eksdsl.sweep.SweepOutcome;
import dev.eksdsl.sweep.SweepReport;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.List;

/** What the tests of this package start from: a cluster that is meant to stay for two hours. */
final class Ephemeral {

    static final String NAME = "e2e";
    static final Duration LIFE = Duration.ofHours(2);

    private Ephemeral() {}

    static EksClusterBuilder cluster(String name) {
        return Eks.cluster(name)
                .version("1.35")
                .nodeGroup("workers", ng -> ng.scaling(1, 1, 2))
                .timeToLive(LIFE);
    }

    static EksClusterSpec spec() {
        return cluster(NAME).spec();
    }

    /** One of every kind that can be declared. */
    static EksClusterSpec everything() {
        return cluster(NAME)
                .fargate("batch", fp -> fp.selector("batch"))
                .irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                .spec();
    }

    static void build(EksSession eks, EksClusterSpec spec) {
        eks.apply(eks.plan(spec)).orThrow();
    }

    static FakeAws with(EksClusterSpec spec) {
        FakeAws aws = FakeAws.create();
        build(aws.session(), spec);
        return aws;
    }

    /** The one cluster that a sweep came upon. */
    static SweepFinding only(SweepReport report) {
        if (report.findings().size() != 1) {
            throw new AssertionError("one finding was expected: " + report);
        }
        return report.findings().get(0);
    }

    static List<SweepOutcome> outcomes(SweepReport report) {
        return report.findings().stream().map(SweepFinding::outcome).toList();
    }
}
