package dev.eksdsl.testing.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What every cluster has from the start. */
final class Bootstrap {

    private Bootstrap() {}

    static void populate(KubernetesObjects objects, Cluster cluster) {
        for (String name : List.of("kube-system", "kube-public", "kube-node-lease", "default")) {
            objects.create("namespaces", named("", name));
        }
        ObjectNode service = named("default", "kubernetes");
        service.withObject("/metadata/labels").put("component", "apiserver").put("provider", "kubernetes");
        ObjectNode spec = service.putObject("spec");
        spec.put("clusterIP", cluster.addresses().first());
        spec.putArray("ports").addObject().put("name", "https").put("port", 443).put("targetPort", 443);
        objects.create("services", service);
    }

    private static ObjectNode named(String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }
}
