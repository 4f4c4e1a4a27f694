package dev.eksdsl.testing.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a request wants for an interface, beside the primary private one.
 *
 * @param others secondary private addresses by name
 * @param otherCount how many more secondary private addresses, any
 * @param ipv6 IPv6 addresses by name
 * @param ipv6Count how many more IPv6 addresses, any
 * @param prefixes IPv4 prefixes of length 28 by name
 * @param prefixCount how many more IPv4 prefixes, any
 * @param ipv6PrefixCount how many IPv6 prefixes of length 80, any
 */
record AddressWish(
        List<String> others,
        int otherCount,
        List<String> ipv6,
        int ipv6Count,
        List<String> prefixes,
        int prefixCount,
        int ipv6PrefixCount) {

    static final AddressWish NOTHING = new AddressWish(List.of(), 0, List.of(), 0, List.of(), 0, 0);

    static int count(@Nullable Integer given) {
        return given == null ? 0 : given;
    }
}
