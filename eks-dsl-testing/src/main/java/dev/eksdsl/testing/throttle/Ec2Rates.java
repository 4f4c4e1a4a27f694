package dev.eksdsl.testing.throttle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/**
 * EC2's limits, as its developer guide gives them ("Request throttling for the Amazon EC2 API"): a bucket for each operation,
 * by category, and for some operations a second one that counts instances.
 */
final class Ec2Rates {

    private static final Rate READ = new Rate(100, 20);
    private static final Rate UNFILTERED_READ = new Rate(50, 10);
    private static final Rate WRITE = new Rate(50, 5);
    private static final Rate NAT_GATEWAY = new Rate(10, 1);
    private static final Rate ENDPOINT = new Rate(4, 0.3);
    private static final Rate TAGS = new Rate(100, 10);
    private static final Rate FREQUENT_WRITE = new Rate(100, 5);
    private static final Rate LAUNCH = new Rate(5, 2);

    private static final Set<String> LIMITED_WHEN_UNFILTERED = Set.of(
            "DescribeInstances",
            "DescribeInstanceStatus",
            "DescribeNetworkInterfaces",
            "DescribeSecurityGroups",
            "DescribeSnapshots",
            "DescribeSpotInstanceRequests",
            "DescribeVolumes");

    private static final Map<String, Rate> UNCATEGORIZED = Map.ofEntries(
            Map.entry("CreateNatGateway", NAT_GATEWAY),
            Map.entry("DeleteNatGateway", NAT_GATEWAY),
            Map.entry("AssociateNatGatewayAddress", NAT_GATEWAY),
            Map.entry("CreateVpcEndpoint", ENDPOINT),
            Map.entry("ModifyVpcEndpoint", ENDPOINT),
            Map.entry("DeleteVpcEndpoints", ENDPOINT),
            Map.entry("CreateTags", TAGS),
            Map.entry("DeleteTags", TAGS),
            Map.entry("CreateNetworkInterface", FREQUENT_WRITE),
            Map.entry("DeleteNetworkInterface", FREQUENT_WRITE),
            Map.entry("ModifyNetworkInterfaceAttribute", FREQUENT_WRITE),
            Map.entry("AssignPrivateIpAddresses", FREQUENT_WRITE),
            Map.entry("UnassignPrivateIpAddresses", FREQUENT_WRITE),
            Map.entry("AssignIpv6Addresses", FREQUENT_WRITE),
            Map.entry("CreateLaunchTemplateVersion", FREQUENT_WRITE),
            Map.entry("ModifyLaunchTemplate", FREQUENT_WRITE),
            Map.entry("TerminateInstances", FREQUENT_WRITE),
            Map.entry("CreateVolume", FREQUENT_WRITE),
            Map.entry("DeleteVolume", FREQUENT_WRITE),
            Map.entry("RunInstances", LAUNCH),
            Map.entry("StartInstances", LAUNCH),
            Map.entry("CreateSubnetCidrReservation", new Rate(5, 1)),
            Map.entry("DescribeInstanceTopology", new Rate(1, 1)));

    private Ec2Rates() {}

    static List<Toll> of(RatedCall call) {
        Toll request = request(call);
        return instances(call.request())
                .map(instances -> List.of(request, instances))
                .orElseGet(() -> List.of(request));
    }

    private static Toll request(RatedCall call) {
        String operation = call.operation();
        Rate own = UNCATEGORIZED.get(operation);
        if (own != null) {
            return new Toll(operation, own, 1);
        }
        if (!call.read()) {
            return new Toll(operation, WRITE, 1);
        }
        return LIMITED_WHEN_UNFILTERED.contains(operation) && !isNarrowed(call.request())
                ? new Toll(operation + " unfiltered", UNFILTERED_READ, 1)
                : new Toll(operation, READ, 1);
    }

    /** Filters, a page's size, or ids. */
    private static boolean isNarrowed(SdkPojo request) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            boolean given = value instanceof List<?> list
                    ? !(value instanceof SdkAutoConstructList) && !list.isEmpty()
                    : field.memberName().equals("MaxResults") && value != null;
            if (given) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Toll> instances(SdkPojo request) {
        if (request instanceof RunInstancesRequest run) {
            return instances("RunInstances", run.maxCount() == null ? 1 : run.maxCount(), 2);
        }
        if (request instanceof TerminateInstancesRequest terminate) {
            return instances("TerminateInstances", terminate.instanceIds().size(), 20);
        }
        if (request instanceof StartInstancesRequest start) {
            return instances("StartInstances", start.instanceIds().size(), 2);
        }
        if (request instanceof StopInstancesRequest stop) {
            return instances("StopInstances", stop.instanceIds().size(), 20);
        }
        return Optional.empty();
    }

    private static Optional<Toll> instances(String operation, int count, int perSecond) {
        return Optional.of(new Toll(operation + " instances", new Rate(1000, perSecond), count));
    }
}
