package dev.eksdsl.resource.nodegroup;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;

/** No instance has been started, and EKS does not say why yet. */
final class InstanceCause {

    private InstanceCause() {}

    static List<String> of(NodeFacts facts) {
        if (facts.group().scalingConfig().desiredSize() == 0
                || facts.group().resources() == null
                || facts.group().resources().autoScalingGroups().isEmpty()
                || runsAny(facts)) {
            return List.of();
        }
        List<Subnet> subnets = NodeRoutes.subnets(facts);
        if (subnets.stream().allMatch(subnet -> subnet.availableIpAddressCount() == 0)) {
            return List.of("no instance starts: the subnets "
                    + String.join(", ", facts.group().subnets())
                    + " have no free address; free some, or name larger ones with .subnets(...)");
        }
        String machines = facts.group().resources().autoScalingGroups().stream()
                .map(AutoScalingGroup::name)
                .findFirst()
                .orElse("");
        return List.of("no instance starts: EC2 lacks capacity for "
                + String.join(", ", facts.group().instanceTypes())
                + ", or the account's quota is used up; the activities of Auto Scaling group " + machines + " tell");
    }

    private static boolean runsAny(NodeFacts facts) {
        DescribeInstancesRequest request = DescribeInstancesRequest.builder()
                .filters(
                        filter("tag:eks:cluster-name", facts.cluster().name()),
                        filter("tag:eks:nodegroup-name", facts.group().nodegroupName()),
                        filter("instance-state-name", "pending", "running"))
                .build();
        return facts.aws().ec2(Ec2Client::describeInstances, request).reservations().stream()
                .anyMatch(reservation -> !reservation.instances().isEmpty());
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
