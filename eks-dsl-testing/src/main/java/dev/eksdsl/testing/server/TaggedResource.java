package dev.eksdsl.testing.server;

import java.util.Map;

/**
 * A resource that carries tags, as the Resource Groups Tagging API shows it.
 *
 * @param type service and kind as that API filters by, such as {@code ec2:vpc} or {@code eks:cluster}
 */
public record TaggedResource(String arn, String type, Map<String, String> tags) {

    public TaggedResource {
        tags = Map.copyOf(tags);
    }
}
