package dev.eksdsl.testing.elb;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Elastic Load Balancing's rules for tags: at most 50 on a resource, {@code aws:} reserved. */
final class ElbTags {

    private static final int MOST = 50;

    private ElbTags() {}

    /** @throws dev.eksdsl.testing.server.AwsFault if the tags of a create request break a rule */
    static Map<String, String> onCreate(List<Tag> tags) {
        Map<String, String> checked = checked(tags);
        checkCount(checked.keySet());
        return checked;
    }

    static void add(ElbResource resource, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(resource.tags);
        all.putAll(added);
        checkCount(all.keySet());
        resource.tags.putAll(added);
    }

    static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            checkKey(tag.key());
            if (checked.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw ElbFaults.refuse("DuplicateTagKeys", "Tag key was specified more than once: '" + tag.key() + "'");
            }
        }
        return checked;
    }

    static void checkKey(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw ElbFaults.invalid("Tag keys beginning with 'aws:' are reserved: '" + key + "'");
        }
    }

    private static void checkCount(Collection<String> keys) {
        if (keys.stream().filter(key -> !key.startsWith("aws:")).count() > MOST) {
            throw ElbFaults.refuse(
                    "TooManyTags",
                    "The quota for the number of tags that can be assigned to a resource has been reached");
        }
    }

    static List<Tag> views(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
