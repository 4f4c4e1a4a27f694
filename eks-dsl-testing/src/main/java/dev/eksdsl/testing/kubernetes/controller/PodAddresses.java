package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Addresses of Pods, from the end of the node's subnet downwards. Pods share their node's interfaces as with the VPC
 * CNI plugin; the addresses that the plugin keeps ready are not counted against the subnet.
 */
final class PodAddresses {

    /** AWS keeps the last address of a subnet for itself. */
    private static final int KEPT_AT_THE_END = 1;

    /** Where a node's subnet is told from: its id, set when the node joins. */
    private final Map<String, String> cidrs = new HashMap<>();

    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();

    void node(String name, String cidr) {
        cidrs.put(name, cidr);
    }

    /** The address of the Pod with this uid; the same again when its containers restart. */
    String of(String podUid, JsonNode node) {
        String cidr = cidrs.get(Meta.name(node));
        if (cidr == null) {
            // a Fargate Pod has its machine's address
            return node.path("status").path("addresses").path(0).path("address").asText();
        }
        return given.computeIfAbsent(podUid, uid -> next(cidr));
    }

    private String next(String cidr) {
        String[] parts = cidr.split("/", 2);
        long size = 1L << (32 - Integer.parseInt(parts[1]));
        int count = taken.merge(cidr, 1, Integer::sum);
        long usable = Math.max(1, size - 6);
        return text(number(parts[0]) + size - 1 - KEPT_AT_THE_END - (count - 1) % usable);
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
