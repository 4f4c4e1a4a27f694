package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers.Backend;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers.Route;
import dev.eksdsl.testing.kubernetes.ApplicationBalancers.Wanted;
import dev.eksdsl.testing.kubernetes.LoadBalancers.Scheme;
import dev.eksdsl.testing.server.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Application Load Balancer an Ingress asks for (AWS Load Balancer Controller documentation, "Ingress annotations"). Each
 * Ingress has one of its own; groups, certificates and actions by annotation are not modelled.
 */
record IngressPlan(ClusterContext cluster, SubnetChoice subnets) {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";
    private static final Pattern HTTP = Pattern.compile("\"HTTP\"\\s*:\\s*(\\d+)");

    /** @throws AwsFault if no subnets suit, or a backend is not there */
    Wanted of(ObjectNode ingress) {
        String name = cluster.facts().name();
        Scheme scheme =
                annotation(ingress, "scheme").equals("internet-facing") ? Scheme.INTERNET_FACING : Scheme.INTERNAL;
        String named = annotation(ingress, "load-balancer-name");
        return new Wanted(
                named.isEmpty() ? BalancerNames.of(name, ingress, scheme.name()) : named,
                scheme,
                cluster.facts().vpcId(),
                subnets.of(annotation(ingress, "subnets"), scheme),
                ports(ingress),
                routes(ingress),
                hasIpTargets(ingress),
                name,
                BalancerNames.shared(name),
                tags(ingress));
    }

    static boolean hasIpTargets(JsonNode ingress) {
        return annotation(ingress, "target-type").equals("ip");
    }

    private static List<Integer> ports(JsonNode ingress) {
        List<Integer> ports = new ArrayList<>();
        Matcher asked = HTTP.matcher(annotation(ingress, "listen-ports"));
        while (asked.find()) {
            ports.add(Integer.valueOf(asked.group(1)));
        }
        return ports.isEmpty() ? List.of(80) : ports;
    }

    private List<Route> routes(JsonNode ingress) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode rule : ingress.path("spec").path("rules")) {
            for (JsonNode path : rule.path("http").path("paths")) {
                routes.add(new Route(
                        rule.path("host").asText(""),
                        patterns(path),
                        backend(ingress, path.path("backend").path("service"))));
            }
        }
        JsonNode otherwise = ingress.path("spec").path("defaultBackend").path("service");
        if (otherwise.isObject()) {
            routes.add(new Route("", List.of("/*"), backend(ingress, otherwise)));
        }
        return routes;
    }

    /** The Services that requests are sent to, as the Ingress names them. */
    static List<JsonNode> services(JsonNode ingress) {
        List<JsonNode> services = new ArrayList<>();
        ingress.path("spec").findValues("backend").forEach(backend -> services.add(backend.path("service")));
        JsonNode otherwise = ingress.path("spec").path("defaultBackend").path("service");
        if (otherwise.isObject()) {
            services.add(otherwise);
        }
        return services;
    }

    private static List<String> patterns(JsonNode path) {
        String text = path.path("path").asText("/");
        if (!path.path("pathType").asText().equals("Prefix")) {
            return List.of(text);
        }
        String plain = text.replaceAll("/+$", "");
        return plain.isEmpty() ? List.of("/*") : List.of(plain, plain + "/*");
    }

    /** The port of a target group of pods is that of the container; of nodes it is the Service's on every node. */
    private Backend backend(JsonNode ingress, JsonNode reference) {
        JsonNode port = port(ingress, reference);
        int target = hasIpTargets(ingress)
                ? port.path("targetPort").asInt(1)
                : port.path("nodePort").asInt(0);
        if (target == 0) {
            throw new AwsFault(
                    400,
                    "InvalidService",
                    "ingress: " + Meta.namespace(ingress) + "/" + Meta.name(ingress)
                            + ": service type must be either 'NodePort' or 'LoadBalancer': "
                            + reference.path("name").asText(),
                    Map.of());
        }
        return new Backend(id(ingress, reference), target);
    }

    /** The port of the Service that a backend names, by number or by name. */
    JsonNode port(JsonNode ingress, JsonNode reference) {
        String name = reference.path("name").asText();
        JsonNode service = cluster.objects()
                .get("services", Meta.namespace(ingress), name)
                .orElseThrow(() -> new AwsFault(
                        400,
                        "NotFound",
                        "ingress: " + Meta.namespace(ingress) + "/" + Meta.name(ingress) + ": Service \"" + name
                                + "\" not found",
                        Map.of()));
        for (JsonNode port : service.path("spec").path("ports")) {
            boolean byNumber = port.path("port").equals(reference.path("port").path("number"));
            boolean byName = port.path("name").isTextual()
                    && port.path("name").equals(reference.path("port").path("name"));
            if (byNumber || byName) {
                return port;
            }
        }
        throw new AwsFault(400, "NotFound", "unable to find port on service " + name, Map.of());
    }

    /** The controller's name for a backend: {@code namespace/ingress-service:port}. */
    static String id(JsonNode ingress, JsonNode reference) {
        JsonNode port = reference.path("port");
        return Meta.namespace(ingress) + "/" + Meta.name(ingress) + "-"
                + reference.path("name").asText() + ":"
                + port.path("number").asText(port.path("name").asText());
    }

    private Map<String, String> tags(JsonNode ingress) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("elbv2.k8s.aws/cluster", cluster.facts().name());
        tags.put("ingress.k8s.aws/stack", Meta.namespace(ingress) + "/" + Meta.name(ingress));
        return tags;
    }

    private static String annotation(JsonNode ingress, String name) {
        return Meta.annotation(ingress, PREFIX + name);
    }
}
