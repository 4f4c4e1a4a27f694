package dev.eksdsl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses, written {@code 10.0.0.0/16}.
 *
 * @param first its first address, as a number from 0
 * @param prefix how many leading bits its addresses have in common, 0 to 32
 */
public record Cidr(long first, int prefix) {

    private static final int BITS = 32;
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private static final List<Cidr> PRIVATE =
            List.of(parse("10.0.0.0/8"), parse("172.16.0.0/12"), parse("192.168.0.0/16"));

    public Cidr {
        if (prefix < 0 || prefix > BITS) {
            throw new IllegalArgumentException("a prefix is 0 to 32 bits long, not " + prefix);
        }
        if (first < 0 || first >= 1L << BITS) {
            throw new IllegalArgumentException("not an IPv4 address: " + first);
        }
        if (first % size(prefix) != 0) {
            throw new IllegalArgumentException("no block of /" + prefix + " begins at " + dotted(first) + ": write "
                    + dotted(first - first % size(prefix)) + "/" + prefix);
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if it is no IPv4 block, or has bits set behind its prefix
     */
    public static Cidr parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an IPv4 block such as 10.0.0.0/16: " + text);
        }
        return new Cidr(number(parts), Integer.parseInt(parts.group(5)));
    }

    /** Reads the written form as AWS does: bits behind the prefix are dropped. Empty if it is no IPv4 block. */
    public static Optional<Cidr> around(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            long address = number(parts);
            int prefix = Integer.parseInt(parts.group(5));
            return prefix > BITS ? Optional.empty() : Optional.of(new Cidr(address - address % size(prefix), prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Matcher parts) {
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(parts.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException("not an IPv4 block, " + octet + " is over 255: " + parts.group());
            }
            address = address << 8 | octet;
        }
        return address;
    }

    /** How many addresses it holds. */
    public long size() {
        return size(prefix);
    }

    /** Whether all addresses of the other block are in this one. */
    public boolean contains(Cidr other) {
        return first <= other.first && other.first + other.size() <= first + size();
    }

    /** Whether the blocks have an address in common. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /**
     * The first of the largest equal blocks of which this one holds as many as asked for: a /16 in 6 parts gives the first
     * 6 of its 8 blocks of /19.
     *
     * @throws IllegalArgumentException if there are not that many addresses, or no parts are asked for
     */
    public List<Cidr> split(int parts) {
        if (parts < 1 || parts > size()) {
            throw new IllegalArgumentException("cannot split " + this + " into " + parts + " parts");
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(parts - 1);
        List<Cidr> blocks = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            blocks.add(new Cidr(first + i * size(prefix + bits), prefix + bits));
        }
        return List.copyOf(blocks);
    }

    /** Whether all of it lies in the private ranges of RFC 1918. */
    public boolean isPrivate() {
        return PRIVATE.stream().anyMatch(range -> range.contains(this));
    }

    /** The address at the given distance from the first. */
    public String address(long distance) {
        return dotted(first + distance);
    }

    private static long size(int prefix) {
        return 1L << (BITS - prefix);
    }

    private static String dotted(long number) {
        return (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    @Override
    public String toString() {
        return dotted(first) + "/" + prefix;
    }
}
