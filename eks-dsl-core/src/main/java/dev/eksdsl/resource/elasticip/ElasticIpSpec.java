package dev.eksdsl.resource.elasticip;

import java.util.Map;

/**
 * An elastic IP address, from Amazon's pool.
 *
 * @param tags the user's tags
 */
public record ElasticIpSpec(Map<String, String> tags) {

    public ElasticIpSpec {
        tags = Map.copyOf(tags);
    }
}
