package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Quotas;
import org.jspecify.annotations.Nullable;

/** What EC2 limits, with the quota of Service Quotas that says how many there may be. */
enum Ec2Limit {
    VPCS("L-F678F1CE"),
    ADDRESSES("L-0263D0A3"),
    INTERNET_GATEWAYS("L-A4707A72"),
    EGRESS_ONLY_GATEWAYS("L-45FE3B85"),
    NAT_GATEWAYS_PER_ZONE("L-FE5A380F"),
    SUBNETS_PER_VPC("L-407747CB"),
    IPV4_BLOCKS_PER_VPC("L-83CA0A9D"),
    ROUTE_TABLES_PER_VPC("L-589F43AA"),
    ROUTES_PER_TABLE("L-93826ACB"),
    SECURITY_GROUPS("L-E79EC296"),
    RULES_PER_SECURITY_GROUP("L-0EA8095F"),
    SECURITY_GROUPS_PER_INTERFACE("L-2AFB9258"),
    NETWORK_INTERFACES("L-DF5E4CA3"),
    NETWORK_ACLS_PER_VPC("L-B4A6D682"),
    RULES_PER_NETWORK_ACL("L-2AEEBF1A"),
    GATEWAY_ENDPOINTS("L-1B52E74A"),
    INTERFACE_ENDPOINTS_PER_VPC("L-29B6F2EB"),

    // the fake's list of quotas does not have these: their defaults (EC2 and VPC user guides)
    ADDRESSES_PER_NAT_GATEWAY(2),
    PRIVATE_ADDRESSES_PER_NAT_GATEWAY(8),
    IPV6_BLOCKS_PER_VPC(5),
    LAUNCH_TEMPLATES(5000),
    VERSIONS_PER_LAUNCH_TEMPLATE(10000),
    PREFIX_LISTS(100);

    private final @Nullable String code;
    private final int fixed;

    Ec2Limit(String code) {
        this.code = code;
        this.fixed = 0;
    }

    Ec2Limit(int fixed) {
        this.code = null;
        this.fixed = fixed;
    }

    /** How many the place may have. */
    int in(RegionalState place, Quotas quotas) {
        return code == null ? fixed : quotas.limit(place.owner, this == ADDRESSES ? "ec2" : "vpc", code);
    }
}
