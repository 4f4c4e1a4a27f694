package dev.eksdsl.resource.natgateway;

import java.util.Map;

/**
 * A NAT gateway as found.
 *
 * @param id such as {@code nat-0a1b2c}
 * @param subnet the subnet that it stands in
 * @param allocation the allocation id of its first address; empty text if it has none (yet)
 * @param tags all but the reserved ones
 */
public record NatGatewayState(String id, String subnet, String allocation, Map<String, String> tags) {

    public NatGatewayState {
        tags = Map.copyOf(tags);
    }

    NatGatewayState withTags(Map<String, String> all) {
        return new NatGatewayState(id, subnet, allocation, all);
    }
}
