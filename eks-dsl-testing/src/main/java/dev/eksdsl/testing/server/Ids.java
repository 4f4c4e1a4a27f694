package dev.eksdsl.testing.server;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Ids in AWS's form, drawn from a seed so that a run can be repeated. Not thread-safe: use with the world's lock held. */
public final class Ids {

    private final Random random;

    Ids(long seed) {
        this.random = new Random(seed);
    }

    /** An EC2 id: the prefix, a dash and seventeen hexadecimal digits that begin with 0, such as {@code vpc-0a1b…}. */
    public String ec2(String prefix) {
        return prefix + "-0" + hex(16);
    }

    /** Hexadecimal digits, lower case. */
    public String hex(int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }

    /** An IAM unique id: a four-letter prefix such as {@code AROA}, and seventeen upper-case letters and digits. */
    public String iam(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 17; i++) {
            id.append(Character.toUpperCase(Character.forDigit(random.nextInt(32), 32)));
        }
        return id.toString();
    }

    public UUID uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    /** A request id as AWS's services give it. */
    public String requestId() {
        return uuid().toString().toLowerCase(Locale.ROOT);
    }

    public int number(int bound) {
        return random.nextInt(bound);
    }
}
