package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Defaults of a pod's spec, in pods and in templates. Source: recorded answers of a Kubernetes 1.32 API server. */
final class PodDefaults {

    private PodDefaults() {}

    /** Fills in a pod template, if there is one at that field. */
    static void template(JsonNode spec) {
        if (spec.path("template").path("spec") instanceof ObjectNode pod) {
            fill(pod);
        }
    }

    static void fill(ObjectNode spec) {
        Defaults.set(spec, "restartPolicy", "Always");
        Defaults.set(spec, "terminationGracePeriodSeconds", 30);
        Defaults.set(spec, "dnsPolicy", "ClusterFirst");
        if (!spec.has("securityContext")) {
            spec.putObject("securityContext");
        }
        Defaults.set(spec, "schedulerName", "default-scheduler");
        serviceAccount(spec);
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            spec.path(list).forEach(container -> container((ObjectNode) container, spec));
        }
        spec.path("volumes").forEach(volume -> VolumeDefaults.fill((ObjectNode) volume));
    }

    /** The old name of the service account follows the new one. */
    private static void serviceAccount(ObjectNode spec) {
        if (spec.has("serviceAccountName")) {
            spec.set("serviceAccount", spec.get("serviceAccountName"));
        } else if (spec.has("serviceAccount")) {
            spec.set("serviceAccountName", spec.get("serviceAccount"));
        }
    }

    private static void container(ObjectNode container, ObjectNode spec) {
        Defaults.set(container, "terminationMessagePath", "/dev/termination-log");
        Defaults.set(container, "terminationMessagePolicy", "File");
        Defaults.set(
                container, "imagePullPolicy", pullPolicy(container.path("image").asText()));
        for (JsonNode port : container.path("ports")) {
            Defaults.set((ObjectNode) port, "protocol", "TCP");
            if (spec.path("hostNetwork").asBoolean()) {
                Defaults.set(
                        (ObjectNode) port,
                        "hostPort",
                        port.path("containerPort").asInt());
            }
        }
        for (JsonNode variable : container.path("env")) {
            if (variable.at("/valueFrom/fieldRef") instanceof ObjectNode reference) {
                Defaults.set(reference, "apiVersion", "v1");
            }
        }
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.path(probe) instanceof ObjectNode object) {
                probe(object);
            }
        }
        for (String hook : List.of("/lifecycle/postStart/httpGet", "/lifecycle/preStop/httpGet")) {
            if (container.at(hook) instanceof ObjectNode get) {
                httpGet(get);
            }
        }
    }

    /** Requests that a pod leaves out are its limits. Templates stay as they are. */
    static void requests(ObjectNode spec) {
        for (String list : List.of("containers", "initContainers")) {
            spec.path(list).forEach(container -> request((ObjectNode) container));
        }
    }

    private static void request(ObjectNode container) {
        ObjectNode resources = container.withObjectProperty("resources");
        if (resources.path("limits").isEmpty()) {
            return;
        }
        ObjectNode requests = resources.withObjectProperty("requests");
        resources.path("limits").properties().forEach(limit -> {
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        });
    }

    private static void probe(ObjectNode probe) {
        Defaults.set(probe, "timeoutSeconds", 1);
        Defaults.set(probe, "periodSeconds", 10);
        Defaults.set(probe, "successThreshold", 1);
        Defaults.set(probe, "failureThreshold", 3);
        if (probe.path("httpGet") instanceof ObjectNode get) {
            httpGet(get);
        }
        if (probe.path("grpc") instanceof ObjectNode grpc) {
            Defaults.set(grpc, "service", "");
        }
    }

    private static void httpGet(ObjectNode get) {
        Defaults.set(get, "path", "/");
        Defaults.set(get, "scheme", "HTTP");
    }

    /** Images without a tag, or with the tag latest, are pulled every time. */
    private static String pullPolicy(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        if (last.contains("@")) {
            return "IfNotPresent";
        }
        int colon = last.indexOf(':');
        return colon < 0 || last.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
    }
}
