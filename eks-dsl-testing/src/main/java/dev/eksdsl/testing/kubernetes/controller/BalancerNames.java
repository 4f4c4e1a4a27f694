package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names that the AWS Load Balancer Controller gives what it makes: readable parts, then a hash of what it is for. */
final class BalancerNames {

    private BalancerNames() {}

    /** {@code k8s-<namespace>-<name>-<hash>}, with eight letters and digits of each. */
    static String of(String cluster, JsonNode object, String scheme) {
        String identity =
                String.join("/", cluster, Meta.namespace(object), Meta.name(object), Meta.uid(object), scheme);
        return "k8s-" + plain(Meta.namespace(object), 8) + "-" + plain(Meta.name(object), 8) + "-" + hash(identity);
    }

    /** The name of the security group that all load balancers of a cluster share. */
    static String shared(String cluster) {
        return "k8s-traffic-" + plain(cluster, 32) + "-" + hash(cluster);
    }

    private static String plain(String text, int longest) {
        String letters = text.replaceAll("[^a-zA-Z0-9]", "");
        return letters.substring(0, Math.min(longest, letters.length()));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
