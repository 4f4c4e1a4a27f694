package dev.eksdsl;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

/** Declarations that tests begin with. */
public final class Declarations {

    private Declarations() {}

    /** A production cluster with a part of every kind, in which nothing is wrong. */
    public static EksClusterBuilder production() {
        return Eks.cluster("production")
                .version("1.35")
                .nodeGroup(
                        "general-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
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
                .addon("aws-ebs-csi-driver")
                .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
    }
}
