package dev.eksdsl.testing.sts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The unique ids that STS shows for principals: always the same for the same ARN. */
final class UniqueIds {

    private static final String ASSUMED_ROLE = ":assumed-role/";

    private UniqueIds() {}

    /** {@code AIDA…} for a user, {@code AROA…:SESSION} for an assumed role, as in IAM's table of id prefixes. */
    static String ofPrincipal(String arn) {
        if (!arn.contains(ASSUMED_ROLE)) {
            return of("AIDA", arn);
        }
        int slash = arn.lastIndexOf('/');
        return of("AROA", arn.substring(0, slash)) + ":" + arn.substring(slash + 1);
    }

    private static String of(String prefix, String text) {
        UUID hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        String digits = new BigInteger(hash.toString().replace("-", ""), 16)
                .toString(32)
                .toUpperCase(Locale.ROOT);
        return prefix + digits.substring(digits.length() - 17);
    }
}
