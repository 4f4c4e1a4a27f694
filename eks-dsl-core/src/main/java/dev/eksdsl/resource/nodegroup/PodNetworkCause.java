package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsCallException;
import java.util.List;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;

/** Nodes are not ready without a pod network. */
final class PodNetworkCause {

    static final String ADDON = "vpc-cni";

    private PodNetworkCause() {}

    static List<String> of(NodeFacts facts) {
        DescribeAddonRequest request = DescribeAddonRequest.builder()
                .clusterName(facts.cluster().name())
                .addonName(ADDON)
                .build();
        try {
            Addon addon = facts.aws().eks(EksClient::describeAddon, request).addon();
            return switch (addon.statusAsString()) {
                case "ACTIVE", "CREATING", "UPDATING" -> List.of();
                default ->
                    List.of("add-on " + ADDON + ", without which no node gets ready, is " + addon.statusAsString()
                            + "; mend that first");
            };
        } catch (AwsCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            return List.of(
                    "the cluster has no add-on " + ADDON + ", without which no node gets ready; declare .addon(\""
                            + ADDON + "\"), unless you have installed a pod network yourself");
        }
    }
}
