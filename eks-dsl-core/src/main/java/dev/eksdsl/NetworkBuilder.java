package dev.eksdsl;

import java.util.List;

/**
 * Declares a cluster's network: a VPC of its own over three zones with one NAT gateway, unless existing subnets are named.
 * Not thread-safe.
 */
public final class NetworkBuilder {

    private final ImmutableNetworkSpec.Builder spec = ImmutableNetworkSpec.builder();

    NetworkBuilder() {}

    /** The addresses of the VPC that is made; {@value NetworkSpec#DEFAULT_CIDR} unless said otherwise. */
    public NetworkBuilder cidr(String block) {
        spec.cidr(block);
        return this;
    }

    /** How many zones the VPC that is made spans: 2 to 6; {@value NetworkSpec#DEFAULT_ZONES} unless said otherwise. */
    public NetworkBuilder zones(int count) {
        spec.zones(count);
        return this;
    }

    /** How private subnets reach the internet; {@link NatMode#SINGLE} unless said otherwise. */
    public NetworkBuilder nat(NatMode mode) {
        spec.nat(mode);
        return this;
    }

    /** Replaces the private subnets with existing ones; no VPC is made then. */
    public NetworkBuilder privateSubnets(String... ids) {
        spec.privateSubnets(List.of(ids));
        return this;
    }

    /** Replaces the public subnets with existing ones; no VPC is made then. */
    public NetworkBuilder publicSubnets(String... ids) {
        spec.publicSubnets(List.of(ids));
        return this;
    }

    /** Existing security groups for the control plane, at most four, beside the one that EKS makes. */
    public NetworkBuilder securityGroups(String... ids) {
        spec.securityGroups(List.of(ids));
        return this;
    }

    NetworkSpec build() {
        return spec.build();
    }
}
