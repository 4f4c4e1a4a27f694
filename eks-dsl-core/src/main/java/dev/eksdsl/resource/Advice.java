package dev.eksdsl.resource;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about what AWS says to be wrong, by AWS's codes. Immutable.
 *
 * @param ofCodes a sentence without its end for each code
 */
public record Advice(Map<String, String> ofCodes) {

    public Advice {
        ofCodes = Map.copyOf(ofCodes);
    }

    /**
     * The code, what it is about, and what to do; empty if nothing is known to help.
     *
     * @param ids the things that AWS names
     */
    public Optional<String> on(String code, Collection<String> ids) {
        return Optional.ofNullable(ofCodes.get(code)).map(advice -> text(code, ids, advice));
    }

    /** The code, what it is about, and what to do. */
    public static String text(String code, Collection<String> ids, String advice) {
        return code + (ids.isEmpty() ? "" : " (" + String.join(", ", ids) + ")") + ": " + advice;
    }
}
