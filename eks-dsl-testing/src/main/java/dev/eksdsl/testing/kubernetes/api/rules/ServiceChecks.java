package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** Checks of Services. */
final class ServiceChecks {

    private ServiceChecks() {}

    static void check(JsonNode spec, List<Cause> causes) {
        String type = spec.path("type").asText();
        JsonNode ports = spec.path("ports");
        if (ports.isEmpty()
                && !type.equals("ExternalName")
                && !spec.path("clusterIP").asText().equals("None")) {
            causes.add(Cause.required("spec.ports"));
        }
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get(i).path("port").asInt();
            if (ports.size() > 1 && ports.get(i).path("name").asText().isEmpty()) {
                causes.add(Cause.required("spec.ports[" + i + "].name"));
            }
            if (port < 1 || port > 65535) {
                causes.add(Cause.invalid(
                        "spec.ports[" + i + "].port",
                        Integer.toString(port),
                        "must be between 1 and 65535, inclusive"));
            }
        }
        if (!List.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName").contains(type)) {
            causes.add(Cause.unsupported("spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"));
        }
        if (spec.has("loadBalancerClass") && !type.equals("LoadBalancer")) {
            Cause cause = Cause.forbidden("spec.loadBalancerClass", "may only be used when `type` is 'LoadBalancer'");
            causes.add(cause);
            causes.add(cause);
        }
    }

    /** Takes the address that a new Service asks for. */
    static void takeAddress(ObjectNode service, Surroundings cluster) {
        String address = service.at("/spec/clusterIP").asText();
        String name = service.at("/metadata/name").asText();
        boolean own = cluster.get("services", service.at("/metadata/namespace").asText(), name)
                .filter(existing -> existing.at("/spec/clusterIP").asText().equals(address))
                .isPresent();
        if (own) {
            return;
        }
        ServiceAddresses addresses = cluster.addresses();
        String problem = "";
        if (!addresses.contains(address)) {
            problem = "the provided IP (" + address + ") is not in the valid range. The range of valid IPs is "
                    + addresses.cidr();
        } else if (addresses.taken(address)) {
            problem = "provided IP is already allocated";
        }
        if (!problem.isEmpty()) {
            throw ApiError.invalid(
                    "",
                    "Service",
                    name,
                    List.of(Cause.invalid(
                            "spec.clusterIPs",
                            "[]string{\"" + address + "\"}",
                            "failed to allocate IP " + address + ": " + problem)));
        }
        addresses.take(address);
    }
}
