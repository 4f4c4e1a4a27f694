package dev.eksdsl.testing.kubernetes.api.rules;

import dev.eksdsl.testing.server.Ids;

/** Suffixes of generated names: five characters, no vowels and nothing that looks like another. */
public final class RandomSuffix {

    private static final String CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";

    private RandomSuffix() {}

    public static String next(Ids ids) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(CHARACTERS.charAt(ids.number(CHARACTERS.length())));
        }
        return suffix.toString();
    }
}
