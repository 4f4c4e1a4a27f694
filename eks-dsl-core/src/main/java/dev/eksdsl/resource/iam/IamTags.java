package dev.eksdsl.resource.iam;

import dev.eksdsl.resource.Ownership;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.Tag;

/** Tags of IAM entities. */
public final class IamTags {

    private IamTags() {}

    public static Map<String, String> read(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** What users may have set: all but our tags, those of AWS, and {@code Name}. */
    public static Map<String, String> users(List<Tag> tags) {
        Map<String, String> users = new TreeMap<>(read(tags));
        users.keySet().removeIf(Ownership::isReserved);
        return users;
    }

    public static List<Tag> of(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
