package dev.eksdsl.reliability.sockets;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import java.util.Locale;

/** What is wanted of the sample's production cluster: the stages of its life. */
enum Wish {
    /** As the sample declares it. */
    APPLY {
        @Override
        Plan plan(EksSession eks) {
            return eks.plan(production(10).spec());
        }
    },
    /** The sample's change, and others that create, change and delete. */
    CHANGE {
        @Override
        Plan plan(EksSession eks) {
            return eks.plan(production(12)
                    .publicCidrs("203.0.113.0/24")
                    .nodeGroup("more-workers", ng -> ng.scaling(1, 1, 2).label("tier", "more"))
                    .addon("eks-pod-identity-agent")
                    .irsa("api", "batch", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
                    .tag("team", "api")
                    .spec());
        }
    },
    /** Another change of the sample, which contradicts {@link #CHANGE}. */
    OTHER {
        @Override
        Plan plan(EksSession eks) {
            return eks.plan(production(6)
                    .irsa("api", "reports", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"))
                    .nodeGroup("other-workers", ng -> ng.scaling(1, 1, 2))
                    .tag("team", "reports")
                    .spec());
        }
    },
    /** That nothing is there. */
    DESTROY {
        @Override
        Plan plan(EksSession eks) {
            return eks.planDestroy(CLUSTER);
        }
    };

    private static final String CLUSTER = "production";

    /** Reads AWS, and says what is to be done for it. */
    abstract Plan plan(EksSession eks);

    /** As it is said to a child process and in tables. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Wish of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static EksClusterBuilder production(int mostApiWorkers) {
        return Eks.cluster(CLUSTER)
                .version("1.35")
                .nodeGroup(
                        "general-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                .nodeGroup(
                        "api-workers",
                        ng -> ng.instanceTypes("m6i.large", "m6i.xlarge")
                                .scaling(2, 3, mostApiWorkers)
                                .label("tier", "api")
                                .taint("dedicated", "api", NO_SCHEDULE))
                .fargate(
                        "api-namespace",
                        fp -> fp.selector("api", "workload", "serverless").selector("default"))
                .addon("coredns")
                .addon("aws-ebs-csi-driver")
                .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
    }
}
