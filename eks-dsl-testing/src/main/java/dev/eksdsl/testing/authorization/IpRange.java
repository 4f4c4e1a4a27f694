package dev.eksdsl.testing.authorization;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ranges of IP addresses in CIDR form, of version 4 or 6. */
final class IpRange {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private IpRange() {}

    /** Whether the range, or single address, contains the address; never if one of them is none. */
    static boolean contains(@Nullable String range, String address) {
        if (range == null) {
            return false;
        }
        int slash = range.indexOf('/');
        byte[] network = bytes(slash < 0 ? range : range.substring(0, slash));
        byte[] asked = bytes(address);
        if (network.length == 0 || network.length != asked.length) {
            return false;
        }
        int bits = slash < 0 ? network.length * 8 : length(range.substring(slash + 1));
        if (bits < 0 || bits > network.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network[bit / 8] & mask) != (asked[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int length(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    private static byte[] bytes(String address) {
        // a name would be looked up in the network
        if (!LITERAL.matcher(address).matches()) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
