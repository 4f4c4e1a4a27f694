package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.TableFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/** The security policies that listeners with TLS can have. */
final class SslPolicies {

    /** What the API gives a secure listener that names none. */
    static final String DEFAULT = "ELBSecurityPolicy-2016-08";

    private static final List<SslPolicy> ALL = TableFile.lines(SslPolicies.class, "ssl-policies.txt").stream()
            .map(line -> line.split(" "))
            .map(SslPolicies::policy)
            .toList();

    private SslPolicies() {}

    static List<SslPolicy> all() {
        return ALL;
    }

    static boolean exists(String name) {
        return ALL.stream().anyMatch(policy -> policy.name().equals(name));
    }

    private static SslPolicy policy(String[] row) {
        List<Cipher> ciphers = new ArrayList<>();
        for (String name : row[2].split(",")) {
            ciphers.add(Cipher.builder().name(name).priority(ciphers.size() + 1).build());
        }
        return SslPolicy.builder()
                .name(row[0])
                .sslProtocols(Arrays.asList(row[1].split(",")))
                .ciphers(ciphers)
                .supportedLoadBalancerTypes("application", "network")
                .build();
    }
}
