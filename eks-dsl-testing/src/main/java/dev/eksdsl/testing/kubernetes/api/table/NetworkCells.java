package dev.eksdsl.testing.kubernetes.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cells of the rows of Services, Ingresses and Endpoints. */
final class NetworkCells {

    private static final String NONE = "<none>";
    private static final String UNSET = "<unset>";

    private NetworkCells() {}

    static String externalAddress(JsonNode service) {
        List<String> addresses = new ArrayList<>();
        service.at("/spec/externalIPs").forEach(address -> addresses.add(address.asText()));
        switch (service.at("/spec/type").asText()) {
            case "ExternalName" ->
                addresses.add(0, service.at("/spec/externalName").asText());
            case "LoadBalancer" -> {
                String balancers = balancers(service);
                addresses.add(0, balancers.isEmpty() && addresses.isEmpty() ? "<pending>" : balancers);
                addresses.removeIf(String::isEmpty);
            }
            default -> {
                // only the addresses that somebody listed
            }
        }
        return addresses.isEmpty() ? NONE : String.join(",", addresses);
    }

    static String balancers(JsonNode object) {
        return object.at("/status/loadBalancer/ingress")
                .valueStream()
                .map(entry -> entry.path("ip").asText(entry.path("hostname").asText()))
                .collect(Collectors.joining(","));
    }

    static String servicePorts(JsonNode service) {
        String ports = service.at("/spec/ports")
                .valueStream()
                .map(port -> port.path("port").asText()
                        + (port.has("nodePort") ? ":" + port.path("nodePort").asText() : "")
                        + "/" + port.path("protocol").asText())
                .collect(Collectors.joining(","));
        return ports.isEmpty() ? NONE : ports;
    }

    static String hosts(JsonNode ingress) {
        String hosts = ingress.at("/spec/rules")
                .valueStream()
                .map(rule -> rule.path("host").asText())
                .filter(host -> !host.isEmpty())
                .collect(Collectors.joining(","));
        return hosts.isEmpty() ? "*" : hosts;
    }

    static String endpoints(JsonNode endpoints) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : endpoints.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                subset.path("ports")
                        .forEach(port -> all.add(address.path("ip").asText() + ":"
                                + port.path("port").asText()));
            }
        }
        return firstThree(all, NONE);
    }

    static String slicePorts(JsonNode slice) {
        List<String> ports = slice.path("ports")
                .valueStream()
                .map(port -> port.path("port").asText("*"))
                .toList();
        return firstThree(ports, UNSET);
    }

    static String sliceEndpoints(JsonNode slice) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode endpoint : slice.path("endpoints")) {
            endpoint.path("addresses").forEach(address -> addresses.add(address.asText()));
        }
        return firstThree(addresses, UNSET);
    }

    private static String firstThree(List<String> all, String none) {
        if (all.size() > 3) {
            return String.join(",", all.subList(0, 3)) + " + " + (all.size() - 3) + " more...";
        }
        return all.isEmpty() ? none : String.join(",", all);
    }
}
