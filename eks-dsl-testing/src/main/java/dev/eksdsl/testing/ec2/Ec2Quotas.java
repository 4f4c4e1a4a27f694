package dev.eksdsl.testing.ec2;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many of each thing an account may have. The defaults are those of a new account (Amazon VPC user guide, "Quotas");
 * each can be set. Shared by all accounts and regions of one fake.
 */
public final class Ec2Quotas {

    /** What is limited. */
    public enum Of {
        /** VPCs per region: 5. */
        VPCS(5),
        /** Elastic IP addresses per region: 5. */
        ADDRESSES(5),
        /** Internet gateways per region: 5. */
        INTERNET_GATEWAYS(5),
        /** NAT gateways per zone that are not deleted or failed: 5. */
        NAT_GATEWAYS_PER_ZONE(5),
        /** Subnets per VPC: 200. */
        SUBNETS_PER_VPC(200),
        /** Route tables per VPC, with the main one: 200. */
        ROUTE_TABLES_PER_VPC(200),
        /** Routes per table that are not local: 50. */
        ROUTES_PER_TABLE(50),
        /** Security groups per region: 2500. */
        SECURITY_GROUPS(2500),
        /** Rules per security group and direction: 60. */
        RULES_PER_SECURITY_GROUP(60),
        /** Network interfaces per region: 5000. */
        NETWORK_INTERFACES(5000);

        private final int standard;

        Of(int standard) {
            this.standard = standard;
        }
    }

    private final Map<Of, Integer> set = new EnumMap<>(Of.class);

    /** How many there may be. */
    public synchronized int of(Of what) {
        return set.getOrDefault(what, what.standard);
    }

    /** Sets how many there may be from now on; what exists is not touched. */
    public synchronized Ec2Quotas set(Of what, int most) {
        set.put(what, most);
        return this;
    }
}
