package dev.eksdsl.resource.natgateway;

import dev.eksdsl.model.Input;
import java.util.Map;

/**
 * A public NAT gateway.
 *
 * @param subnet the id of the public subnet that it stands in
 * @param allocation the allocation id of its elastic IP address
 * @param tags the user's tags
 */
public record NatGatewaySpec(Input subnet, Input allocation, Map<String, String> tags) {

    public NatGatewaySpec {
        tags = Map.copyOf(tags);
    }
}
