package dev.eksdsl.testing.authorization;

import java.util.Map;

/** The types of EC2's resources, as ARNs have them, by the prefix of their ids. */
final class Ec2Types {

    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("acl", "network-acl"),
            Map.entry("ami", "image"),
            Map.entry("cr", "capacity-reservation"),
            Map.entry("dopt", "dhcp-options"),
            Map.entry("eigw", "egress-only-internet-gateway"),
            Map.entry("eipalloc", "elastic-ip"),
            Map.entry("eni", "network-interface"),
            Map.entry("fl", "vpc-flow-log"),
            Map.entry("fleet", "fleet"),
            Map.entry("i", "instance"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("key", "key-pair"),
            Map.entry("lt", "launch-template"),
            Map.entry("nat", "natgateway"),
            Map.entry("pcx", "vpc-peering-connection"),
            Map.entry("pg", "placement-group"),
            Map.entry("pl", "prefix-list"),
            Map.entry("rtb", "route-table"),
            Map.entry("sg", "security-group"),
            Map.entry("sgr", "security-group-rule"),
            Map.entry("sir", "spot-instances-request"),
            Map.entry("snap", "snapshot"),
            Map.entry("subnet", "subnet"),
            Map.entry("vol", "volume"),
            Map.entry("vpc", "vpc"),
            Map.entry("vpce", "vpc-endpoint"));

    private Ec2Types() {}

    /** The type of a resource; {@code *} if its id begins with no known prefix. */
    static String ofId(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? "*" : BY_PREFIX.getOrDefault(id.substring(0, dash), "*");
    }
}
