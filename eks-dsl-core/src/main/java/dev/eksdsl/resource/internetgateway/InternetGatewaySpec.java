package dev.eksdsl.resource.internetgateway;

import dev.eksdsl.model.Input;
import java.util.Map;

/**
 * An internet gateway.
 *
 * @param vpc the id of the VPC that it is attached to
 * @param tags the user's tags
 */
public record InternetGatewaySpec(Input vpc, Map<String, String> tags) {

    public InternetGatewaySpec {
        tags = Map.copyOf(tags);
    }
}
