package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Turns the permissions of requests into single rules, and rules into permissions. */
final class Permissions {

    /** A rule that a request asks for. */
    record Wanted(FakeRule.Match match, @Nullable String description) {}

    private static final Map<String, String> PROTOCOLS = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");

    private Permissions() {}

    /**
     * One rule for each peer of the permission.
     *
     * @throws AwsFault if a protocol, port or peer is wrong
     */
    static List<Wanted> split(RegionalState place, IpPermission permission, boolean egress) {
        String given = Ec2Faults.required(permission.ipProtocol(), "ipProtocol").toLowerCase(Locale.ROOT);
        String protocol = given.equals("all") ? "-1" : PROTOCOLS.getOrDefault(given, given);
        boolean hasPorts = !protocol.equals("-1");
        Integer from = hasPorts ? permission.fromPort() : null;
        Integer to = hasPorts ? permission.toPort() : null;
        if (protocol.equals("tcp") || protocol.equals("udp")) {
            checkPorts(protocol, from, to);
        }
        List<Wanted> wanted = new ArrayList<>();
        permission
                .ipRanges()
                .forEach(range -> wanted.add(wanted(
                        egress, protocol, from, to, FakeRule.Form.IPV4, block(range.cidrIp()), range.description())));
        permission
                .ipv6Ranges()
                .forEach(range -> wanted.add(wanted(
                        egress,
                        protocol,
                        from,
                        to,
                        FakeRule.Form.IPV6,
                        Ec2Faults.required(range.cidrIpv6(), "cidrIpv6").toLowerCase(Locale.ROOT),
                        range.description())));
        permission
                .prefixListIds()
                .forEach(list -> wanted.add(wanted(
                        egress,
                        protocol,
                        from,
                        to,
                        FakeRule.Form.PREFIX_LIST,
                        Ec2Faults.required(list.prefixListId(), "prefixListId"),
                        list.description())));
        for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
            String peer = SecurityGroups.named(place, pair.groupId(), pair.groupName()).id;
            wanted.add(wanted(egress, protocol, from, to, FakeRule.Form.GROUP, peer, pair.description()));
        }
        return wanted;
    }

    private static Wanted wanted(
            boolean egress,
            String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            FakeRule.Form form,
            String peer,
            @Nullable String description) {
        return new Wanted(new FakeRule.Match(egress, protocol, from, to, new FakeRule.Peer(form, peer)), description);
    }

    private static void checkPorts(String protocol, @Nullable Integer from, @Nullable Integer to) {
        if (from == null || to == null) {
            throw Ec2Faults.invalid("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        }
        if (from < 0 || to > 65535 || from > to) {
            throw Ec2Faults.invalid(
                    "Invalid " + protocol.toUpperCase(Locale.ROOT) + " port range: " + from + " to " + to + ".");
        }
    }

    private static String block(@Nullable String cidr) {
        return Cidr.around(Ec2Faults.required(cidr, "cidrIp"))
                .orElseThrow(() -> Ec2Faults.invalid("CIDR block " + cidr + " is malformed"))
                .toString();
    }

    /** The group's rules of one direction as permissions: one for each protocol and range of ports. */
    static List<IpPermission> grouped(RegionalState place, FakeSecurityGroup group, boolean egress) {
        Map<List<Object>, IpPermission> permissions = new LinkedHashMap<>();
        place.rulesOf(group).filter(rule -> rule.match.egress() == egress).forEach(rule -> {
            IpPermission single = rule.permission(place.accountId);
            List<Object> key =
                    List.of(rule.match.protocol(), String.valueOf(rule.match.from()), String.valueOf(rule.match.to()));
            permissions.merge(key, single, Permissions::joined);
        });
        return List.copyOf(permissions.values());
    }

    private static IpPermission joined(IpPermission first, IpPermission second) {
        return first.toBuilder()
                .ipRanges(both(first.ipRanges(), second.ipRanges()))
                .ipv6Ranges(both(first.ipv6Ranges(), second.ipv6Ranges()))
                .prefixListIds(both(first.prefixListIds(), second.prefixListIds()))
                .userIdGroupPairs(both(first.userIdGroupPairs(), second.userIdGroupPairs()))
                .build();
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
