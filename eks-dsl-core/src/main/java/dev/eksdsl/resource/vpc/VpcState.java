package dev.eksdsl.resource.vpc;

import java.util.Map;

/**
 * A VPC as found.
 *
 * @param id such as {@code vpc-0a1b2c}
 * @param cidr its first IPv4 block
 * @param dnsSupport the attribute {@code enableDnsSupport}
 * @param dnsHostnames the attribute {@code enableDnsHostnames}
 * @param tags all but the reserved ones
 */
public record VpcState(String id, String cidr, boolean dnsSupport, boolean dnsHostnames, Map<String, String> tags) {

    public VpcState {
        tags = Map.copyOf(tags);
    }

    VpcState withDns() {
        return new VpcState(id, cidr, true, true, tags);
    }

    VpcState withTags(Map<String, String> all) {
        return new VpcState(id, cidr, dnsSupport, dnsHostnames, all);
    }
}
