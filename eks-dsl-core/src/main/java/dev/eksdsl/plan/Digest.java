package dev.eksdsl.plan;

import dev.eksdsl.resource.Declared;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells wishes apart by a short text that fits into a tag. */
final class Digest {

    /** Hexadecimal digits: 48 bits, so two of a million declarations of one cluster are alike with a chance of 1 in 560. */
    private static final int LENGTH = 12;

    private static final ValueJson VALUES = new ValueJson();

    private Digest() {}

    /** The order of the wishes does not count. */
    static String of(List<Declared<?>> wishes) {
        MessageDigest sha = sha256();
        wishes.stream()
                .sorted(Comparator.comparing(Declared::id))
                .map(Digest::text)
                .forEach(text -> sha.update(text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest()).substring(0, LENGTH);
    }

    private static String text(Declared<?> wish) {
        Map<String, Object> parts = new TreeMap<>();
        parts.put("id", wish.id());
        parts.put("spec", wish.spec());
        parts.put("after", new TreeSet<>(wish.after()));
        parts.put("afterBegun", new TreeSet<>(wish.afterBegun()));
        parts.put("oneOf", new TreeSet<>(wish.oneOf()));
        return VALUES.write(parts).toString() + '\n';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
