package dev.eksdsl.aws.pacing;

import java.util.Map;
import java.util.Set;

/**
 * EC2's limits for each operation, account and region, as its developer guide has them ("Request throttling for the Amazon
 * EC2 API"). Buckets that count instances rather than calls are left out: this library launches none itself.
 */
final class Ec2Limits {

    private static final Rate READ = new Rate(100, 20);
    private static final Rate WIDE_READ = new Rate(50, 10);
    private static final Rate WRITE = new Rate(50, 5);
    private static final Rate NAT_GATEWAY = new Rate(10, 1);
    private static final Rate ENDPOINT = new Rate(4, 0.3);
    private static final Rate TAGS = new Rate(100, 10);
    private static final Rate INTERFACES_AND_TEMPLATES = new Rate(100, 5);

    /** Reads that have a tighter limit when they neither filter nor page. */
    private static final Set<String> WIDE = Set.of(
            "DescribeInstances",
            "DescribeInstanceStatus",
            "DescribeNetworkInterfaces",
            "DescribeSecurityGroups",
            "DescribeSnapshots",
            "DescribeSpotInstanceRequests",
            "DescribeVolumes");

    private static final Map<String, Rate> OWN = Map.ofEntries(
            Map.entry("CreateNatGateway", NAT_GATEWAY),
            Map.entry("DeleteNatGateway", NAT_GATEWAY),
            Map.entry("CreateVpcEndpoint", ENDPOINT),
            Map.entry("ModifyVpcEndpoint", ENDPOINT),
            Map.entry("DeleteVpcEndpoints", ENDPOINT),
            Map.entry("CreateTags", TAGS),
            Map.entry("DeleteTags", TAGS),
            Map.entry("CreateNetworkInterface", INTERFACES_AND_TEMPLATES),
            Map.entry("DeleteNetworkInterface", INTERFACES_AND_TEMPLATES),
            Map.entry("ModifyNetworkInterfaceAttribute", INTERFACES_AND_TEMPLATES),
            Map.entry("CreateLaunchTemplateVersion", INTERFACES_AND_TEMPLATES),
            Map.entry("ModifyLaunchTemplate", INTERFACES_AND_TEMPLATES),
            Map.entry("TerminateInstances", INTERFACES_AND_TEMPLATES),
            Map.entry("DeleteVolume", INTERFACES_AND_TEMPLATES));

    private Ec2Limits() {}

    static Limit of(PacedCall call) {
        String operation = call.operation();
        Rate own = OWN.get(operation);
        if (own != null) {
            return new Limit(operation, own);
        }
        if (!call.isRead()) {
            return new Limit(operation, WRITE);
        }
        return WIDE.contains(operation) && !call.narrowed()
                ? new Limit(operation + " unfiltered", WIDE_READ)
                : new Limit(operation, READ);
    }
}
