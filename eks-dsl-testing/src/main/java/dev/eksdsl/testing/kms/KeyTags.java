package dev.eksdsl.testing.kms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.Tag;

/** The rules for tags of keys: at most 50, {@code aws:} reserved. */
final class KeyTags {

    private static final int MOST = 50;

    private KeyTags() {}

    static Map<String, String> checked(List<Tag> tags) {
        Map<String, String> checked = new TreeMap<>();
        for (Tag tag : tags) {
            checkKey(tag.tagKey());
            if (checked.put(tag.tagKey(), tag.tagValue()) != null) {
                throw KmsFaults.refuse("TagException", "Duplicate tag keys");
            }
        }
        return checked;
    }

    static void checkKey(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw KmsFaults.refuse("TagException", "Tags beginning with aws: are reserved");
        }
    }

    static void add(FakeKey key, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(key.tags);
        all.putAll(added);
        checkCount(all);
        key.tags.putAll(added);
    }

    static void checkCount(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw KmsFaults.refuse("LimitExceededException", "Too many tags: a key can have " + MOST);
        }
    }
}
