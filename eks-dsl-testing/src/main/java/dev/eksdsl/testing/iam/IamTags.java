package dev.eksdsl.testing.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Tag;

/** The tags of one IAM entity: at most 50, keys unique whatever their case, {@code aws:} reserved. */
final class IamTags {

    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private final Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    IamTags(List<Tag> initial) {
        add(initial);
    }

    void add(List<Tag> added) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(tags);
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : added) {
            String key = IamFaults.required(tag.key(), "tags.member.key");
            String value = tag.value() == null ? "" : tag.value();
            if (!KEY.matcher(key).matches()) {
                throw IamFaults.validation("tags.member.key", "Member must satisfy regular expression pattern: " + KEY);
            }
            if (!VALUE.matcher(value).matches()) {
                throw IamFaults.validation(
                        "tags.member.value", "Member must satisfy regular expression pattern: " + VALUE);
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw IamFaults.invalidInput("Tag keys beginning with aws: are reserved for system use.");
            }
            if (given.put(key, value) != null) {
                throw IamFaults.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        all.keySet().removeAll(given.keySet());
        all.putAll(given);
        if (all.size() > MOST) {
            throw IamFaults.limit("TagsPerEntity", MOST);
        }
        tags.clear();
        tags.putAll(all);
    }

    void remove(List<String> keys) {
        keys.forEach(tags::remove);
    }

    Map<String, String> asMap() {
        return Map.copyOf(tags);
    }

    List<Tag> views() {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
