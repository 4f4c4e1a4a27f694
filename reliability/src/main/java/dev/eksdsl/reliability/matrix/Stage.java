package dev.eksdsl.reliability.matrix;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.util.Locale;

/** What is broken: a part of the life of the sample's production cluster. */
enum Stage {
    /** The cluster from nothing. */
    APPLY {
        @Override
        void prepare(FakeAws aws) {
            // nothing is there before
        }

        @Override
        Plan plan(EksSession eks) {
            return eks.plan(PRODUCTION);
        }
    },
    /** A change that creates, changes, replaces and deletes. */
    CHANGE {
        @Override
        void prepare(FakeAws aws) {
            build(aws);
        }

        @Override
        Plan plan(EksSession eks) {
            return eks.plan(CHANGED);
        }
    },
    /** The cluster's end. */
    DESTROY {
        @Override
        void prepare(FakeAws aws) {
            build(aws);
        }

        @Override
        Plan plan(EksSession eks) {
            return eks.planDestroy(CLUSTER);
        }
    };

    static final String CLUSTER = "production";

    private static final EksClusterSpec PRODUCTION = common().nodeGroup(
                    "general-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
            .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
            .spec();

    private static final EksClusterSpec CHANGED = common().nodeGroup(
                    "general-workers",
                    ng -> ng.instanceTypes("m6i.xlarge").scaling(2, 4, 12).label("tier", "general"))
            .allowReplace("nodegroup/general-workers")
            .nodeGroup("more-workers", ng -> ng.scaling(1, 1, 2))
            .irsa("api", "batch", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
            .logging("api", "audit")
            .tag("team", "api")
            .spec();

    /** Makes what is there before, without trouble. */
    abstract void prepare(FakeAws aws);

    /** What it takes from here. */
    abstract Plan plan(EksSession eks);

    /** As it is written in a point. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Stage of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static EksClusterBuilder common() {
        return Eks.cluster(CLUSTER)
                .version("1.35")
                .nodeGroup(
                        "api-workers",
                        ng -> ng.instanceTypes("m6i.large", "m6i.xlarge")
                                .scaling(2, 3, 10)
                                .label("tier", "api")
                                .taint("dedicated", "api", NO_SCHEDULE))
                .fargate(
                        "api-namespace",
                        fp -> fp.selector("api", "workload", "serverless").selector("default"))
                .addon("coredns")
                .addon("aws-ebs-csi-driver");
    }

    private static void build(FakeAws aws) {
        EksSession eks = aws.session();
        eks.apply(eks.plan(PRODUCTION)).orThrow();
    }
}
