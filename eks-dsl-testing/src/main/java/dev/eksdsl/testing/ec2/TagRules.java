package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** EC2's rules for tags: at most 50, keys to 128 and values to 256 characters, {@code aws:} reserved. */
final class TagRules {

    private static final int MOST = 50;

    private TagRules() {}

    /**
     * The tags that a create request gives to a resource of this kind.
     *
     * @throws AwsFault if a specification names another kind, or the tags break a rule
     */
    static Map<String, String> onCreate(List<TagSpecification> specifications, Kind kind) {
        Map<String, String> tags = new TreeMap<>();
        for (TagSpecification specification : specifications) {
            if (specification.resourceType() == null) {
                throw Ec2Faults.refuse("InvalidParameter", "Tag specification resource type must have a value");
            }
            if (specification.resourceType() != kind.type()) {
                throw Ec2Faults.invalid("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
            if (specification.tags().isEmpty()) {
                throw Ec2Faults.refuse("InvalidParameter", "Tag specification must have at least one tag");
            }
            tags.putAll(check(specification.tags()));
        }
        checkCount(tags);
        return tags;
    }

    /** Adds tags to a resource, or changes their values. */
    static void add(FakeResource resource, List<Tag> tags) {
        Map<String, String> all = new TreeMap<>(resource.tags);
        all.putAll(check(tags));
        checkCount(all);
        resource.tags.putAll(all);
    }

    /** @throws AwsFault if the tags break a rule */
    static Map<String, String> check(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            String key = tag.key() == null ? "" : tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key.isEmpty() || key.length() > 128) {
                throw Ec2Faults.invalid("Tag key '" + key + "' must be between 1 and 128 characters in length.");
            }
            if (value.length() > 256) {
                throw Ec2Faults.invalid(
                        "Tag value exceeds the maximum length of 256 characters. TagValue: '" + value + "'");
            }
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw Ec2Faults.invalid("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (checked.put(key, value) != null) {
                throw Ec2Faults.invalid("Duplicate tag key '" + key + "' specified.");
            }
        }
        return checked;
    }

    private static void checkCount(Map<String, String> tags) {
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST) {
            throw Ec2Faults.refuse(
                    "TagLimitExceeded", "The maximum number of Tags for a resource has been reached: " + MOST + ".");
        }
    }
}
