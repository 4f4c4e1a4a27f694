package dev.eksdsl.testing.server;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Ids in AWS's form, drawn from a seed so that a run can be repeated: from a source of its own for each call and each
 * scheduled change, so that what happens beside changes nothing. Not thread-safe: use with the world's lock held.
 */
public final class Ids {

    private final Supplier<Random> source;

    Ids(Supplier<Random> source) {
        this.source = source;
    }

    /** Ids that belong to no world. */
    static Ids apart(long seed) {
        Random random = new Random(seed);
        return new Ids(() -> random);
    }

    /** An EC2 id: the prefix, a dash and seventeen hexadecimal digits that begin with 0, such as {@code vpc-0a1b…}. */
    public String ec2(String prefix) {
        return prefix + "-0" + hex(16);
    }

    /** Hexadecimal digits, lower case. */
    public String hex(int length) {
        Random random = source.get();
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }

    /** An IAM unique id: a four-letter prefix such as {@code AROA}, and seventeen upper-case letters and digits. */
    public String iam(String prefix) {
        Random random = source.get();
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 17; i++) {
            id.append(Character.toUpperCase(Character.forDigit(random.nextInt(32), 32)));
        }
        return id.toString();
    }

    public UUID uuid() {
        byte[] bytes = new byte[16];
        source.get().nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    /** A request id as AWS's services give it. */
    public String requestId() {
        return uuid().toString().toLowerCase(Locale.ROOT);
    }

    public int number(int bound) {
        return source.get().nextInt(bound);
    }
}
