package dev.eksdsl.resource.vpc;

import java.util.Map;

/**
 * A VPC with DNS support and DNS host names, both of which EKS demands.
 *
 * @param cidr its IPv4 block, such as {@code 10.0.0.0/16}
 * @param tags the user's tags
 */
public record VpcSpec(String cidr, Map<String, String> tags) {

    public VpcSpec {
        tags = Map.copyOf(tags);
    }
}
