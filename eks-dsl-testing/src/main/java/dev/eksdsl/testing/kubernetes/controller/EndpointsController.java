package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Lists the Pods behind each Service, as Endpoints and as an EndpointSlice. */
final class EndpointsController implements Controller {

    private static final String SLICES = "endpointslices.discovery.k8s.io";
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final ClusterContext cluster;
    private final WorkQueue queue;

    EndpointsController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals("services")) {
            queue.add(Key.of(object));
        } else if (resource.equals("pods")) {
            cluster.objects().list("services", Meta.namespace(object)).stream()
                    .filter(service -> selects(service, object))
                    .forEach(service -> queue.add(Key.of(service)));
        }
    }

    private static boolean selects(JsonNode service, JsonNode pod) {
        JsonNode selector = service.path("spec").path("selector");
        return !selector.isEmpty() && LabelSelector.matchesLabels(selector, Meta.labels(pod));
    }

    private void reconcile(Key key) {
        Optional<ObjectNode> service = cluster.objects().get("services", key.namespace(), key.name());
        if (service.isEmpty()) {
            if (cluster.objects().get("endpoints", key.namespace(), key.name()).isPresent()) {
                cluster.objects().delete("endpoints", key.namespace(), key.name());
            }
            return;
        }
        if (Meta.deleting(service.get())
                || service.get().path("spec").path("selector").isEmpty()) {
            return;
        }
        List<ObjectNode> pods = cluster.objects().list("pods", key.namespace()).stream()
                .filter(pod -> selects(service.get(), pod) && Pods.active(pod))
                .filter(pod -> !pod.path("status").path("podIP").asText().isEmpty())
                .toList();
        writeEndpoints(service.get(), pods);
        writeSlice(service.get(), pods);
    }

    private void writeEndpoints(ObjectNode service, List<ObjectNode> pods) {
        String namespace = Meta.namespace(service);
        String name = Meta.name(service);
        if (cluster.objects().get("endpoints", namespace, name).isEmpty()) {
            cluster.objects().create("endpoints", Meta.object("v1", "Endpoints", namespace, name));
        }
        cluster.objects().update("endpoints", namespace, name, endpoints -> {
            endpoints.remove("subsets");
            if (pods.isEmpty()) {
                return;
            }
            ObjectNode subset = endpoints.putArray("subsets").addObject();
            for (ObjectNode pod : pods) {
                String field = Pods.ready(pod) ? "addresses" : "notReadyAddresses";
                ObjectNode address = subset.withArray(field).addObject();
                address.put("ip", pod.path("status").path("podIP").asText())
                        .put("nodeName", Pods.nodeName(pod))
                        .set("targetRef", reference(pod));
            }
            subset.set("ports", ports(service, pods.get(0)));
        });
    }

    private void writeSlice(ObjectNode service, List<ObjectNode> pods) {
        String namespace = Meta.namespace(service);
        Optional<ObjectNode> found = cluster.objects().list(SLICES, namespace).stream()
                .filter(slice -> Meta.controlledBy(slice, service))
                .findFirst();
        String name = found.map(Meta::name).orElseGet(() -> createSlice(service));
        cluster.objects().update(SLICES, namespace, name, slice -> {
            ArrayNode endpoints = slice.putArray("endpoints");
            for (ObjectNode pod : pods) {
                endpoints.add(endpoint(pod));
            }
            slice.set("ports", pods.isEmpty() ? slice.arrayNode() : ports(service, pods.get(0)));
        });
    }

    private String createSlice(ObjectNode service) {
        String name = Meta.name(service) + "-" + cluster.suffix();
        ObjectNode slice = Meta.object("discovery.k8s.io/v1", "EndpointSlice", Meta.namespace(service), name);
        Meta.labelsOf(slice)
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                .put(SERVICE_NAME, Meta.name(service));
        Meta.setController(slice, "v1", "Service", service);
        slice.put("addressType", "IPv4");
        slice.putArray("endpoints");
        slice.putArray("ports");
        return Meta.name(cluster.objects().create(SLICES, slice));
    }

    private ObjectNode endpoint(ObjectNode pod) {
        ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
        endpoint.putArray("addresses").add(pod.path("status").path("podIP").asText());
        endpoint.putObject("conditions")
                .put("ready", Pods.ready(pod))
                .put("serving", Pods.ready(pod))
                .put("terminating", false);
        endpoint.set("targetRef", reference(pod));
        endpoint.put("nodeName", Pods.nodeName(pod));
        cluster.objects()
                .get("nodes", "", Pods.nodeName(pod))
                .map(node -> Meta.labels(node).get("topology.kubernetes.io/zone"))
                .ifPresent(zone -> endpoint.put("zone", zone));
        return endpoint;
    }

    private static ObjectNode reference(ObjectNode pod) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Pod")
                .put("namespace", Meta.namespace(pod))
                .put("name", Meta.name(pod))
                .put("uid", Meta.uid(pod));
    }

    private static ArrayNode ports(ObjectNode service, ObjectNode pod) {
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        for (JsonNode port : service.path("spec").path("ports")) {
            ObjectNode added = ports.addObject();
            if (port.hasNonNull("name")) {
                added.put("name", port.path("name").asText());
            }
            added.put("port", targetPort(port, pod))
                    .put("protocol", port.path("protocol").asText("TCP"));
        }
        return ports;
    }

    private static int targetPort(JsonNode port, JsonNode pod) {
        JsonNode target = port.path("targetPort");
        if (!target.isTextual()) {
            return target.asInt(port.path("port").asInt());
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode named : container.path("ports")) {
                if (named.path("name").asText().equals(target.asText())) {
                    return named.path("containerPort").asInt();
                }
            }
        }
        return port.path("port").asInt();
    }
}
