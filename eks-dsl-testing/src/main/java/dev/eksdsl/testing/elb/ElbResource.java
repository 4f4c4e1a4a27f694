package dev.eksdsl.testing.elb;

import java.util.Map;
import java.util.TreeMap;

/** What all resources of Elastic Load Balancing have. */
abstract class ElbResource {

    final String arn;
    final Map<String, String> tags = new TreeMap<>();

    ElbResource(String arn, Map<String, String> tags) {
        this.arn = arn;
        this.tags.putAll(tags);
    }

    /** The kind of resource as its ARN names it, such as {@code targetgroup}. */
    String kind() {
        String resource = arn.substring(arn.indexOf(':', "arn:aws:elasticloadbalancing:".length()) + 1);
        resource = resource.substring(resource.indexOf(':') + 1);
        return resource.substring(0, resource.indexOf('/'));
    }
}
