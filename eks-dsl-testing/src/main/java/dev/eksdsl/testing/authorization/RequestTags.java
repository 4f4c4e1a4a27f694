package dev.eksdsl.testing.authorization;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/** The tags that a request sets or removes, in any of the forms that AWS's services have for them. */
final class RequestTags {

    private final RequestMembers members;

    RequestTags(RequestMembers members) {
        this.members = members;
    }

    /** By the type of the resource that EC2 is to make with these tags. */
    Map<String, Map<String, String>> ofCreated() {
        Map<String, Map<String, String>> byType = new TreeMap<>();
        for (Object value : members.values("tagSpecifications")) {
            RequestMembers specification = new RequestMembers((SdkPojo) value);
            List<String> type = specification.texts("resourceType");
            Map<String, String> tags = new RequestTags(specification).given();
            if (!type.isEmpty() && !tags.isEmpty()) {
                byType.put(type.get(0), tags);
            }
        }
        return byType;
    }

    /** The tags of the request as a whole. */
    Map<String, String> given() {
        Map<String, String> tags = new TreeMap<>();
        for (Object value : members.values("tags")) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, each) -> tags.put(key.toString(), each.toString()));
            } else if (value instanceof SdkPojo pair) {
                RequestMembers tag = new RequestMembers(pair);
                String key = either(tag, "key", "tagKey");
                if (!key.isEmpty()) {
                    tags.put(key, either(tag, "value", "tagValue"));
                }
            }
        }
        return tags;
    }

    /** Keys of tags to be removed. */
    Set<String> removed() {
        return new HashSet<>(members.texts("tagKeys"));
    }

    private static String either(RequestMembers tag, String one, String other) {
        List<String> values = tag.texts(one);
        values.addAll(tag.texts(other));
        return values.isEmpty() ? "" : values.get(0);
    }
}
