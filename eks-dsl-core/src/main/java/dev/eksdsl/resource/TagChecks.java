package dev.eksdsl.resource;

import dev.eksdsl.model.Problems;
import java.util.Locale;
import java.util.Map;

/** What AWS refuses in tags. The limits are those of the EKS and IAM API models. */
public final class TagChecks {

    /** AWS takes 50 tags for a resource; up to five of them are {@link Ownership}'s, and one is EC2's {@code Name}. */
    private static final int MOST = 44;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    private TagChecks() {}

    public static void check(Problems problems, Map<String, String> tags) {
        problems.errorIf(
                tags.size() > MOST,
                "EKS-T01",
                "tags",
                tags.size() + " tags are more than AWS takes beside our own",
                "at most " + MOST);
        tags.forEach((key, value) -> {
            Problems tag = problems.at("tags[" + key + "]");
            tag.errorIf(
                    key.isEmpty() || key.length() > LONGEST_KEY || !key.matches(ALLOWED),
                    "EKS-T02",
                    "",
                    "AWS takes no such key",
                    "1 to " + LONGEST_KEY + " letters, digits, spaces and _ . : / = + - @");
            tag.errorIf(
                    value.length() > LONGEST_VALUE || !value.matches(ALLOWED),
                    "EKS-T02",
                    "",
                    "AWS takes no such value",
                    "up to " + LONGEST_VALUE + " letters, digits, spaces and _ . : / = + - @");
            tag.errorIf(
                    key.toLowerCase(Locale.ROOT).startsWith("aws:") || Ownership.isReserved(key),
                    "EKS-T03",
                    "",
                    "keys that begin with \"aws:\" are AWS's, those with \"eks-dsl/\" say what belongs to a cluster, and"
                            + " \"Name\" tells its parts apart",
                    "another key");
        });
    }
}
