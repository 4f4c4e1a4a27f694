package dev.eksdsl.kubernetes.workload;

import dev.eksdsl.kubernetes.workload.NlbBuilder.Controller;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A declared load balancer as annotations of its Service.
 *
 * <p>Source: the Service annotations page of the AWS Load Balancer Controller (3.5) and the load balancing pages on EKS
 * Auto Mode in the EKS user guide, which supports neither {@code -type} nor {@code -proxy-protocol}.
 */
final class NlbAnnotations {

    static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

    private final Map<String, String> all = new LinkedHashMap<>();

    private NlbAnnotations() {}

    static Map<String, String> of(NlbBuilder nlb) {
        NlbAnnotations written = new NlbAnnotations();
        if (nlb.controller == Controller.BY_TYPE) {
            written.put("type", "external");
        }
        written.put("nlb-target-type", nlb.instanceTargets ? "instance" : "ip");
        written.put("scheme", nlb.internetFacing ? "internet-facing" : "internal");
        if (nlb.name != null) {
            written.put("name", nlb.name);
        }
        if (nlb.dualStack) {
            written.put("ip-address-type", "dualstack");
        }
        written.list("subnets", nlb.subnets);
        written.list("eip-allocations", nlb.eipAllocations);
        written.list("private-ipv4-addresses", nlb.privateAddresses);
        written.list("security-groups", nlb.securityGroups);
        if (!nlb.securityGroups.isEmpty()) {
            // With groups of one's own the controller would otherwise leave the pods unreachable.
            written.put("manage-backend-security-group-rules", "true");
        }
        written.list("ssl-cert", nlb.certificates);
        written.list("ssl-ports", nlb.tlsPorts);
        Map<String, String> targetGroupAttributes = new LinkedHashMap<>(nlb.targetGroupAttributes);
        if (nlb.proxyProtocol && nlb.controller == Controller.AUTO_MODE) {
            targetGroupAttributes.put("proxy_protocol_v2.enabled", "true");
        } else if (nlb.proxyProtocol) {
            written.put("proxy-protocol", "*");
        }
        written.map("attributes", nlb.attributes);
        written.map("target-group-attributes", targetGroupAttributes);
        written.map("additional-resource-tags", nlb.tags);
        if (nlb.healthCheck != null) {
            written.healthCheck(nlb.healthCheck);
        }
        return written.all;
    }

    private void healthCheck(NlbBuilder.HealthCheck check) {
        put("healthcheck-protocol", "http");
        put("healthcheck-path", check.path());
        if (check.port() != null) {
            put("healthcheck-port", String.valueOf(check.port()));
        }
        if (check.interval() != null) {
            put("healthcheck-interval", String.valueOf(check.interval().toSeconds()));
        }
    }

    private void put(String name, String value) {
        all.put(PREFIX + name, value);
    }

    private void list(String name, Collection<?> values) {
        if (!values.isEmpty()) {
            put(name, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    private void map(String name, Map<String, String> values) {
        list(
                name,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }
}
