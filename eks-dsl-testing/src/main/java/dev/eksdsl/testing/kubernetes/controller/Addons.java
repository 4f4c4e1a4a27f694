package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the objects of EKS add-ons into the cluster. What an add-on consists of is in a file named after it, beside this
 * class; an add-on without a file (there are hundreds in the Marketplace) has no objects and counts as healthy.
 */
final class Addons {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Resources by kind: those that add-on files use. */
    private static final Map<String, String> RESOURCES = Map.of(
            "Namespace", "namespaces",
            "ServiceAccount", "serviceaccounts",
            "ConfigMap", "configmaps",
            "Service", "services",
            "Deployment", "deployments.apps",
            "DaemonSet", "daemonsets.apps",
            "CSIDriver", "csidrivers.storage.k8s.io",
            "StorageClass", "storageclasses.storage.k8s.io",
            "IngressClass", "ingressclasses.networking.k8s.io");

    private final ClusterContext cluster;
    private final Map<String, List<ObjectNode>> installed = new HashMap<>();

    Addons(ClusterContext cluster) {
        this.cluster = cluster;
    }

    void install(String name, String version) {
        List<ObjectNode> objects = read(name, version);
        installed.put(name, objects);
        objects.forEach(this::apply);
    }

    void remove(String name) {
        List<ObjectNode> objects = installed.getOrDefault(name, List.of());
        installed.remove(name);
        for (ObjectNode object : objects) {
            String resource = resource(object);
            if (cluster.objects()
                    .get(resource, Meta.namespace(object), Meta.name(object))
                    .isPresent()) {
                cluster.objects().delete(resource, Meta.namespace(object), Meta.name(object));
            }
        }
    }

    boolean isInstalled(String name) {
        return installed.containsKey(name);
    }

    /** Whether all workloads of the add-on run as wanted; DaemonSets without a node to run on do. */
    boolean healthy(String name) {
        return installed.getOrDefault(name, List.of()).stream()
                .filter(object -> object.path("spec").has("template"))
                .allMatch(this::runs);
    }

    /** Whether its controller does its work: some pod of its Deployment is ready, which then leads. */
    boolean serves(String name) {
        return installed.getOrDefault(name, List.of()).stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .flatMap(object ->
                        cluster.objects().get(resource(object), Meta.namespace(object), Meta.name(object)).stream())
                .anyMatch(now -> now.at("/status/readyReplicas").asInt() > 0);
    }

    private boolean runs(ObjectNode workload) {
        return cluster.objects()
                .get(resource(workload), Meta.namespace(workload), Meta.name(workload))
                .map(now -> now.path("kind").asText().equals("DaemonSet")
                                || resource(workload).startsWith("daemon")
                        ? daemonsRun(now)
                        : replicasRun(now))
                .orElse(false);
    }

    private static boolean replicasRun(JsonNode deployment) {
        JsonNode status = deployment.path("status");
        int wanted = deployment.path("spec").path("replicas").asInt(1);
        return status.path("observedGeneration").asLong() >= Meta.generation(deployment)
                && status.path("updatedReplicas").asInt() >= wanted
                && status.path("availableReplicas").asInt() >= wanted;
    }

    private static boolean daemonsRun(JsonNode daemonSet) {
        JsonNode status = daemonSet.path("status");
        int wanted = status.path("desiredNumberScheduled").asInt();
        return status.path("updatedNumberScheduled").asInt() >= wanted
                && status.path("numberReady").asInt() >= wanted;
    }

    private void apply(ObjectNode object) {
        String resource = resource(object);
        String namespace = Meta.namespace(object);
        if (cluster.objects().get(resource, namespace, Meta.name(object)).isEmpty()) {
            cluster.objects().create(resource, object.deepCopy());
        } else if (object.path("spec").has("template")) {
            cluster.objects().update(resource, namespace, Meta.name(object), existing -> images(existing, object));
        }
    }

    /** An update of an add-on changes the images; replicas and the like that the user has changed stay. */
    private static void images(ObjectNode existing, ObjectNode wanted) {
        String path = "/spec/template/spec/containers";
        for (JsonNode container : existing.at(path)) {
            for (JsonNode newer : wanted.at(path)) {
                if (newer.path("name").equals(container.path("name"))) {
                    ((ObjectNode) container).set("image", newer.path("image"));
                }
            }
        }
    }

    private static String resource(JsonNode object) {
        String kind = object.path("kind").asText();
        String resource = RESOURCES.get(kind);
        if (resource == null) {
            throw new IllegalStateException("add-on file with an object of kind " + kind);
        }
        return resource;
    }

    private List<ObjectNode> read(String name, String version) {
        String file = "addons/" + name + ".yaml";
        try (InputStream in = Addons.class.getResourceAsStream(file)) {
            if (in == null) {
                return List.of();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${version}", version)
                    .replace("${region}", cluster.facts().region());
            return parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ObjectNode> parse(String yaml) throws JsonProcessingException, IOException {
        List<ObjectNode> objects = new ArrayList<>();
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            while (documents.hasNext()) {
                objects.add(documents.next());
            }
        }
        return objects;
    }
}
