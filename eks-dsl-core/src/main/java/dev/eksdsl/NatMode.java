package dev.eksdsl;

/** How the private subnets of a VPC that is made for a cluster reach the internet. */
public enum NatMode {
    /** One NAT gateway for all zones: cheaper, and gone with its zone. */
    SINGLE,
    /** One NAT gateway in each zone. */
    PER_ZONE,
    /** None: nodes then run in the public subnets. */
    NONE
}
