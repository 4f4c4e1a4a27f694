package dev.eksdsl.resource.elasticip;

import java.util.Map;

/**
 * An elastic IP address as found.
 *
 * @param allocationId such as {@code eipalloc-0a1b2c}
 * @param publicIp the address
 * @param tags all but the reserved ones
 */
public record ElasticIpState(String allocationId, String publicIp, Map<String, String> tags) {

    public ElasticIpState {
        tags = Map.copyOf(tags);
    }

    ElasticIpState withTags(Map<String, String> all) {
        return new ElasticIpState(allocationId, publicIp, all);
    }
}
