package dev.eksdsl.testing.engine;

import static dev.eksdsl.resource.nodegroup.TaintEffect.NO_SCHEDULE;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;

/** The declarations that the tests of this package start from. */
final class Clusters {

    static final String NAME = "production";

    private Clusters() {}

    /** One node group, a Fargate profile, add-ons and a role for a service account, in a VPC of its own. */
    static EksClusterBuilder seed() {
        return Eks.cluster(NAME)
                .version("1.35")
                .nodeGroup("api-workers", Clusters::apiWorkers)
                .fargate(
                        "api-namespace",
                        fp -> fp.selector("api", "workload", "serverless").selector("default"))
                .addon("coredns")
                .addon("aws-ebs-csi-driver")
                .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess"));
    }

    /** The seed's cluster with nodes for everybody beside those for the API. */
    static EksClusterSpec production() {
        return seed().nodeGroup(
                        "general-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                .spec();
    }

    /** A control plane, one node group and the default add-ons: the least that works. */
    static EksClusterBuilder small() {
        return small("1.35");
    }

    static EksClusterBuilder small(String version) {
        return Eks.cluster(NAME).version(version).nodeGroup("workers", ng -> ng.scaling(1, 1, 3));
    }

    static void apiWorkers(NodeGroupBuilder ng) {
        ng.instanceTypes("m6i.large", "m6i.xlarge")
                .scaling(2, 3, 10)
                .label("tier", "api")
                .taint("dedicated", "api", NO_SCHEDULE);
    }
}
