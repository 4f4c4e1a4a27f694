package dev.eksdsl.resource.internetgateway;

import java.util.Map;
import java.util.Optional;

/**
 * An internet gateway as found.
 *
 * @param id such as {@code igw-0a1b2c}
 * @param vpc the VPC that it is attached to, if it is
 * @param tags all but the reserved ones
 */
public record InternetGatewayState(String id, Optional<String> vpc, Map<String, String> tags) {

    public InternetGatewayState {
        tags = Map.copyOf(tags);
    }

    InternetGatewayState attachedTo(String vpcId) {
        return new InternetGatewayState(id, Optional.of(vpcId), tags);
    }

    InternetGatewayState withTags(Map<String, String> all) {
        return new InternetGatewayState(id, vpc, all);
    }
}
