package dev.eksdsl.resource.securitygroup;

import dev.eksdsl.model.Input;

/**
 * What may come in.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for all
 * @param fromPort the first port; -1 with protocol {@code -1}
 * @param toPort the last port; -1 with protocol {@code -1}
 * @param source an IPv4 or IPv6 block, or the id of a security group ({@code sg-…}) or prefix list ({@code pl-…})
 */
public record IngressRule(String protocol, int fromPort, int toPort, Input source) {

    /** Lets TCP connections in from a block of addresses. */
    public static IngressRule tcp(int port, String cidr) {
        return new IngressRule("tcp", port, port, Input.known(cidr));
    }
}
