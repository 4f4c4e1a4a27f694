package dev.eksdsl.testing.kubernetes.api.rules;

import dev.eksdsl.testing.server.Ids;
import java.util.Set;
import java.util.TreeSet;

/** The cluster IPs and node ports that Services occupy: addresses of one IPv4 range, and ports 30000-32767. */
public final class ServiceAddresses {

    private static final int FIRST_PORT = 30000;
    private static final int PORTS = 2768;

    private final String cidr;
    private final long network;
    private final long size;
    private final Ids ids;
    private final Set<Long> taken = new TreeSet<>();
    private final Set<Integer> ports = new TreeSet<>();

    /** @param cidr the IPv4 range, such as {@code 172.20.0.0/16} */
    public ServiceAddresses(String cidr, Ids ids) {
        this.cidr = cidr;
        int slash = cidr.indexOf('/');
        this.size = 1L << (32 - Integer.parseInt(cidr.substring(slash + 1)));
        this.network = number(cidr.substring(0, slash)) & -size;
        this.ids = ids;
    }

    public String cidr() {
        return cidr;
    }

    /** The address of the range itself, which nothing gets. */
    String network() {
        return text(network);
    }

    /** The first address, which the Service kubernetes gets. */
    public String first() {
        return text(network + 1);
    }

    boolean contains(String address) {
        try {
            long number = number(address);
            return number > network && number < network + size - 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean taken(String address) {
        return taken.contains(number(address));
    }

    void take(String address) {
        taken.add(number(address));
    }

    void free(String address) {
        if (contains(address)) {
            taken.remove(number(address));
        }
    }

    /** Any free address. */
    String any() {
        long start = 1 + ids.number((int) Math.min(size - 2, Integer.MAX_VALUE));
        for (long i = 0; i < size; i++) {
            long candidate = network + 1 + (start + i) % (size - 2);
            if (taken.add(candidate)) {
                return text(candidate);
            }
        }
        throw new IllegalStateException("range is full");
    }

    void takePort(int port) {
        ports.add(port);
    }

    void freePort(int port) {
        ports.remove(port);
    }

    /** Any free node port. */
    int anyPort() {
        int start = ids.number(PORTS);
        for (int i = 0; i < PORTS; i++) {
            int candidate = FIRST_PORT + (start + i) % PORTS;
            if (ports.add(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("range is full");
    }

    private static long number(String address) {
        String[] parts = address.split("\\.");
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + address);
        }
        long number = 0;
        for (String part : parts) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
