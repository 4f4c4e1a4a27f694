package dev.eksdsl.benchmarks;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;

/** The clusters that are measured. */
public final class MeasuredCluster {

    /** What it is called. */
    public static final String NAME = "production";

    /** Where it is. */
    public static final String REGION = "us-east-1";

    /** How far the node group of the changed field may grow, before the change. */
    public static final int MOST_NODES = 10;

    /** How far it may grow after the change. */
    public static final int CHANGED_MOST_NODES = 12;

    private static final String VERSION = "1.34";

    private MeasuredCluster() {}

    /** A production cluster with its own network, two node groups, Fargate, four add-ons, and a role for a service account. */
    public static EksClusterSpec production(int mostNodes) {
        return Eks.cluster(
                NAME,
                c -> c.version(VERSION)
                        .nodeGroup(
                                "general-workers",
                                ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                        .nodeGroup(
                                "api-workers",
                                ng -> ng.instanceTypes("m6i.large", "m6i.xlarge")
                                        .scaling(2, 3, mostNodes)
                                        .label("tier", "api")
                                        .taint("dedicated", "api", NO_SCHEDULE))
                        .fargate(
                                "api-namespace",
                                fp -> fp.selector("api", "workload", "serverless")
                                        .selector("default"))
                        .addon("coredns")
                        .addon("aws-ebs-csi-driver")
                        .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")));
    }

    /** The same in the small, but with this many node groups. */
    public static EksClusterSpec withNodeGroups(int count) {
        return Eks.cluster(NAME, c -> {
            c.version(VERSION);
            for (int i = 0; i < count; i++) {
                c.nodeGroup(
                        "workers-" + i,
                        ng -> ng.instanceTypes("m6i.large").scaling(1, 2, 10).label("tier", "api"));
            }
        });
    }
}
