package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Target;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Service's load balancer sends to: the addresses of ready pods, or the instances of ready nodes. */
final class ServiceTargets {

    private static final String SLICES = "endpointslices.discovery.k8s.io";
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    /** A node with this label gets no traffic of load balancers (Kubernetes well-known labels). */
    private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

    private final ClusterContext cluster;

    ServiceTargets(ClusterContext cluster) {
        this.cluster = cluster;
    }

    /** The Services whose targets may be others once this object has changed. */
    List<Key> servicesOf(String resource, ObjectNode object) {
        if (resource.equals(SLICES)) {
            String service = Meta.labels(object).get(SERVICE_NAME);
            return service == null ? List.of() : List.of(new Key(Meta.namespace(object), service));
        }
        if (!resource.equals("nodes")) {
            return List.of();
        }
        return cluster.objects().list("services").stream()
                .filter(service ->
                        "LoadBalancer".equals(service.path("spec").path("type").asText()))
                .map(Key::of)
                .toList();
    }

    /** The targets by the ports of the listeners. */
    Map<Integer, List<Target>> of(ObjectNode service, Wanted wanted) {
        Map<Integer, List<Target>> byListener = new TreeMap<>();
        for (JsonNode port : service.path("spec").path("ports")) {
            byListener.put(port.path("port").asInt(), of(service, port, wanted.ipTargets()));
        }
        return byListener;
    }

    /** The targets behind one port of a Service. */
    List<Target> of(ObjectNode service, JsonNode port, boolean ipTargets) {
        int nodePort = port.path("nodePort").asInt();
        return ipTargets
                ? pods(service, port)
                : instances().stream().map(id -> new Target(id, nodePort)).toList();
    }

    /** Whether targets may be others once an object of this resource has changed. */
    boolean changeWith(String resource) {
        return resource.equals(SLICES) || resource.equals("nodes");
    }

    private List<String> instances() {
        List<String> instances = new ArrayList<>();
        for (ObjectNode node : cluster.objects().list("nodes")) {
            String provider = node.path("spec").path("providerID").asText();
            String id = provider.substring(provider.lastIndexOf('/') + 1);
            if (id.startsWith("i-") && isReady(node) && !Meta.labels(node).containsKey(EXCLUDED)) {
                instances.add(id);
            }
        }
        return instances;
    }

    private static boolean isReady(JsonNode node) {
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private List<Target> pods(ObjectNode service, JsonNode port) {
        List<Target> targets = new ArrayList<>();
        for (ObjectNode slice : cluster.objects().list(SLICES, Meta.namespace(service))) {
            if (!Meta.name(service).equals(Meta.labels(slice).get(SERVICE_NAME))) {
                continue;
            }
            for (JsonNode open : slice.path("ports")) {
                if (open.path("name").asText().equals(port.path("name").asText())) {
                    addReady(slice, open.path("port").asInt(), targets);
                }
            }
        }
        return targets;
    }

    private static void addReady(JsonNode slice, int port, List<Target> targets) {
        for (JsonNode endpoint : slice.path("endpoints")) {
            if (endpoint.path("conditions").path("ready").asBoolean()) {
                targets.add(new Target(endpoint.path("addresses").path(0).asText(), port));
            }
        }
    }
}
