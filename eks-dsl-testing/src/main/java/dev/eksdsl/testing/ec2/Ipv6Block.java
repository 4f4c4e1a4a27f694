package dev.eksdsl.testing.ec2;

import java.util.Optional;

/**
 * A block of IPv6 addresses.
 *
 * @param high the first 64 bits of the first address
 * @param low the other 64 bits
 * @param prefix the length of the prefix
 */
record Ipv6Block(long high, long low, int prefix) {

    private static final int GROUPS = 8;

    /** Reads {@code address/prefix}; empty if that is no block. Bits behind the prefix are dropped. */
    static Optional<Ipv6Block> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String length = slash < 0 ? "128" : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > 128) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        return groups(address).map(groups -> {
            long high = 0;
            long low = 0;
            for (int i = 0; i < GROUPS / 2; i++) {
                high = high << 16 | groups[i];
                low = low << 16 | groups[i + GROUPS / 2];
            }
            return new Ipv6Block(high & mask(prefix), low & mask(prefix - 64), prefix);
        });
    }

    private static Optional<long[]> groups(String address) {
        if (!address.matches("[0-9a-fA-F:]+") || address.indexOf("::") != address.lastIndexOf("::")) {
            return Optional.empty();
        }
        String[] halves = address.split("::", -1);
        String[] head = halves[0].isEmpty() ? new String[0] : halves[0].split(":", -1);
        String[] tail = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":", -1);
        boolean fits = halves.length == 2 ? head.length + tail.length < GROUPS : head.length == GROUPS;
        if (!fits) {
            return Optional.empty();
        }
        long[] groups = new long[GROUPS];
        for (int i = 0; i < head.length + tail.length; i++) {
            String group = i < head.length ? head[i] : tail[i - head.length];
            if (group.isEmpty() || group.length() > 4) {
                return Optional.empty();
            }
            groups[i < head.length ? i : GROUPS - tail.length + i - head.length] = Long.parseLong(group, 16);
        }
        return Optional.of(groups);
    }

    /** The first so many bits of 64; none for a negative number. */
    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1 : -1L << (64 - bits);
    }

    boolean contains(Ipv6Block other) {
        return other.prefix >= prefix && (other.high & mask(prefix)) == high && (other.low & mask(prefix - 64)) == low;
    }

    boolean overlaps(Ipv6Block other) {
        return contains(other) || other.contains(this);
    }

    /** The address so far from the first one. */
    String address(long distance) {
        return text(high, low + distance);
    }

    /** The block of length 80 so many blocks from the start of this one, which is of length 64. */
    Ipv6Block part80(long number) {
        return new Ipv6Block(high, low + (number << 48), 80);
    }

    /** The block of the shortest form: lower case, the longest run of zeros left out (RFC 5952). */
    @Override
    public String toString() {
        return text(high, low) + "/" + prefix;
    }

    private static String text(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < GROUPS / 2 ? high : low;
            groups[i] = (int) (half >>> 16 * (GROUPS / 2 - 1 - i % (GROUPS / 2)) & 0xffff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = 0;
            while (i + zeros < GROUPS && groups[i + zeros] == 0) {
                zeros++;
            }
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
