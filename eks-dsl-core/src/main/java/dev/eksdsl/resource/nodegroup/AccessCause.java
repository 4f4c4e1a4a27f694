package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.aws.AwsCallException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;

/** The cluster does not let the nodes' role in. */
final class AccessCause {

    /** Types of entries that make who assumes the role a node. */
    private static final Set<String> NODES = Set.of("EC2", "EC2_LINUX", "EC2_WINDOWS");

    private AccessCause() {}

    static List<String> of(NodeFacts facts) {
        String mode = mode(facts);
        if (mode.equals("CONFIG_MAP")) {
            return List.of();
        }
        String role = facts.group().nodeRole();
        Optional<AccessEntry> entry = entry(facts, role);
        if (entry.isEmpty()) {
            String map = mode.equals("API") ? "" : ", unless the ConfigMap aws-auth has it";
            return List.of("the nodes' role " + role + " has no access entry, so the cluster does not let nodes in"
                    + map + ": create one of type EC2_LINUX");
        }
        String type = entry.get().type();
        return NODES.contains(type)
                ? List.of()
                : List.of("the access entry of the nodes' role " + role + " is of type " + type
                        + ", which makes nobody a node: delete it and create one of type EC2_LINUX");
    }

    /** In this mode the role stands in Kubernetes alone, where it is not looked for. */
    static List<String> unseen(NodeFacts facts) {
        return mode(facts).equals("CONFIG_MAP") && !facts.issues().isEmpty()
                ? List.of("nothing in AWS is in the nodes' way; see whether the ConfigMap kube-system/aws-auth maps "
                        + facts.group().nodeRole() + " to the groups system:bootstrappers and system:nodes")
                : List.of();
    }

    private static String mode(NodeFacts facts) {
        return facts.cluster().accessConfig() == null
                ? "CONFIG_MAP"
                : facts.cluster().accessConfig().authenticationModeAsString();
    }

    private static Optional<AccessEntry> entry(NodeFacts facts, String role) {
        DescribeAccessEntryRequest request = DescribeAccessEntryRequest.builder()
                .clusterName(facts.cluster().name())
                .principalArn(role)
                .build();
        try {
            return Optional.of(
                    facts.aws().eks(EksClient::describeAccessEntry, request).accessEntry());
        } catch (AwsCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
