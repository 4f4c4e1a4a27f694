package dev.eksdsl.temporal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.testing.server.Inventory;
import java.util.Map;
import java.util.TreeMap;

/** Clusters to be applied, and what there is of each kind afterwards. */
final class Specs {

    private Specs() {}

    /** The cluster of the sample: a network, two node groups, a Fargate profile, add-ons, and a role for a service account. */
    static EksClusterSpec production() {
        return Eks.cluster(
                "production",
                c -> c.version("1.35")
                        .nodeGroup(
                                "general-workers",
                                ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 10))
                        .nodeGroup(
                                "api-workers",
                                ng -> ng.instanceTypes("m6i.large", "m6i.xlarge")
                                        .scaling(2, 3, 10)
                                        .label("tier", "api"))
                        .fargate("api-namespace", fp -> fp.selector("api", "workload", "serverless"))
                        .addon("coredns")
                        .addon("aws-ebs-csi-driver")
                        .irsa("api", "api-service-account", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")));
    }

    /** One node group, and an add-on that needs its nodes. */
    static EksClusterSpec small() {
        return small(3);
    }

    static EksClusterSpec small(int mostWorkers) {
        return Eks.cluster(
                "small",
                c -> c.version("1.35")
                        .nodeGroup(
                                "workers", ng -> ng.instanceTypes("m6i.large").scaling(1, 2, mostWorkers))
                        .addon("coredns"));
    }

    /** The small cluster with logging and tags, another scaling, and nodes of another type, which takes a replacement. */
    static EksClusterSpec changed() {
        return Eks.cluster(
                "small",
                c -> c.version("1.35")
                        .tag("team", "platform")
                        .nodeGroup(
                                "workers", ng -> ng.instanceTypes("m6i.xlarge").scaling(1, 2, 5))
                        .addon("coredns")
                        .allowReplace("nodegroup/workers"));
    }

    /** How many there are of each type: ids differ from run to run. */
    static Map<String, Long> counts(Inventory inventory) {
        return inventory.stream()
                .collect(groupingBy(item -> item.service() + " " + item.type(), TreeMap::new, counting()));
    }
}
