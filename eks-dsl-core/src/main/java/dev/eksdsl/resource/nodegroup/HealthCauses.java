package dev.eksdsl.resource.nodegroup;

import dev.eksdsl.resource.Advice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.Issue;

/** What to do about the issues that EKS names. Source: EKS API reference, "Issue". */
final class HealthCauses {

    /** Issues that say that something is wrong with nodes, but not what. */
    private static final Set<String> OPEN =
            Set.of("NodeCreationFailure", "ClusterUnreachable", "InternalFailure", "Unknown");

    private static final String MORE_CHOICE =
            "name further types with .instanceTypes(...), or more zones with .subnets(...)";
    private static final String TEMPLATE =
            "EKS's launch template was changed by hand; the node group has to be made anew";

    private static final Advice ADVICE = new Advice(Map.ofEntries(
            Map.entry(
                    "InsufficientFreeAddresses",
                    "free addresses in the subnets, or name larger ones with .subnets(...)"),
            Map.entry(
                    "InstanceLimitExceeded",
                    "the account's quota of vCPUs is used up: ask Service Quotas for more (On-Demand standard instances:"
                            + " L-1216C47A), or take fewer or smaller instances"),
            Map.entry("LimitExceeded", "a quota of the account is used up: ask Service Quotas for more"),
            Map.entry("IamLimitExceeded", "a quota of IAM is used up: delete roles or profiles, or ask for more"),
            Map.entry("AmiIdNotFound", "the image is gone: name another one with .amiType(...)"),
            Map.entry("Ec2InstanceTypeDoesNotExist", "name types of this region with .instanceTypes(...)"),
            Map.entry(
                    "Ec2SubnetInvalidConfiguration",
                    "let the subnet give public addresses, or put the nodes into private subnets with .subnets(...)"),
            Map.entry("Ec2SubnetNotFound", "name subnets that exist with .subnets(...)"),
            Map.entry("Ec2SubnetMissingIpv6Assignment", "let the subnet give IPv6 addresses to instances"),
            Map.entry(
                    "Ec2SecurityGroupNotFound",
                    "the cluster security group was deleted; the cluster has to be made anew"),
            Map.entry("Ec2SecurityGroupDeletionFailure", "remove what still uses the security group, then go on"),
            Map.entry("Ec2LaunchTemplateNotFound", TEMPLATE),
            Map.entry("Ec2LaunchTemplateVersionMismatch", TEMPLATE),
            Map.entry("Ec2LaunchTemplateInvalidConfiguration", TEMPLATE),
            Map.entry(
                    "AutoScalingGroupNotFound",
                    "the Auto Scaling group was deleted; the node group has to be made anew"),
            Map.entry(
                    "AutoScalingGroupInvalidConfiguration",
                    "the Auto Scaling group was changed by hand; the node group has to be made anew"),
            Map.entry("IamNodeRoleNotFound", "the nodes' role was deleted: name another one with .role(...)"),
            Map.entry(
                    "IamInstanceProfileNotFound",
                    "the instance profile was deleted; the node group has to be made anew"),
            Map.entry("AccessDenied", "let the nodes' role in again: see its access entry, and the ConfigMap aws-auth"),
            Map.entry("PodEvictionFailure", "a disruption budget keeps pods on the old nodes: loosen it, then go on"),
            Map.entry("NodeTerminationFailure", "terminate the instances by hand, then go on"),
            Map.entry("KubernetesLabelInvalid", "mend the labels that are set with .label(...)")));

    private HealthCauses() {}

    static boolean leavesOpen(Issue issue) {
        return OPEN.contains(issue.codeAsString());
    }

    static List<String> of(NodeFacts facts) {
        return facts.issues().stream().flatMap(issue -> advice(issue).stream()).toList();
    }

    private static Optional<String> advice(Issue issue) {
        String code = issue.codeAsString();
        if (!code.equals("AsgInstanceLaunchFailures")) {
            return ADVICE.on(code, issue.resourceIds());
        }
        String said = issue.message();
        if (said.contains("LimitExceeded")) {
            return ADVICE.on("InstanceLimitExceeded", issue.resourceIds());
        }
        boolean isOut = said.contains("InsufficientInstanceCapacity") || said.contains("UnfulfillableCapacity");
        return Optional.of(Advice.text(
                code,
                issue.resourceIds(),
                isOut
                        ? "EC2 has no such instances at the moment: " + MORE_CHOICE + ", or try again later"
                        : "the instances could not be started: " + MORE_CHOICE));
    }
}
