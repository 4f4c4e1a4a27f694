package dev.eksdsl;

import dev.eksdsl.model.HiddenImplementation;
import java.util.List;
import org.immutables.value.Value;

/** The network that a cluster lives in: a VPC made for it, or subnets that exist. Made with {@link NetworkBuilder}. */
@Value.Immutable
@HiddenImplementation
@SuppressWarnings("deprecation") // the generator deprecates its JSON form to keep others away from it
public sealed interface NetworkSpec permits ImmutableNetworkSpec, ImmutableNetworkSpec.Json {

    /** The addresses of a VPC of its own: {@value}. */
    String DEFAULT_CIDR = "10.0.0.0/16";

    /** How many zones a VPC of its own spans: {@value}. */
    int DEFAULT_ZONES = 3;

    /** The addresses of the VPC that is made. */
    @Value.Default
    default String cidr() {
        return DEFAULT_CIDR;
    }

    /** How many zones the VPC that is made spans: each has a public and a private subnet. */
    @Value.Default
    default int zones() {
        return DEFAULT_ZONES;
    }

    @Value.Default
    default NatMode nat() {
        return NatMode.SINGLE;
    }

    /** Existing private subnets. If any subnets are named, no VPC is made. */
    List<String> privateSubnets();

    /** Existing public subnets. */
    List<String> publicSubnets();

    /** Existing security groups for the control plane's interfaces. */
    List<String> securityGroups();

    /** Whether the network exists already. */
    default boolean exists() {
        return !privateSubnets().isEmpty() || !publicSubnets().isEmpty();
    }
}
