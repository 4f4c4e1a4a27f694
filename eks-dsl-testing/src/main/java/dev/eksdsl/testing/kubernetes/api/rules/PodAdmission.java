package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.ApiError;
import java.util.List;

/** What admission adds to every new pod: account and token, tolerations, priority, limits. */
final class PodAdmission {

    private static final String MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    private PodAdmission() {}

    static void admit(ObjectNode pod, Surroundings cluster) {
        ObjectNode spec = pod.withObject("/spec");
        String namespace = pod.at("/metadata/namespace").asText();
        String name = pod.at("/metadata/name").asText();
        priority(spec, name, cluster);
        LimitRanger.admit(pod, cluster);
        account(spec, namespace, name, cluster);
        for (String condition : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            tolerate(spec, condition);
        }
    }

    private static void priority(ObjectNode spec, String name, Surroundings cluster) {
        String className = spec.path("priorityClassName").asText();
        int priority = 0;
        if (className.startsWith("system-")) {
            priority = className.equals("system-node-critical") ? 2000001000 : 2000000000;
        } else if (!className.isEmpty()) {
            JsonNode found = cluster.get("priorityclasses.scheduling.k8s.io", "", className)
                    .orElseThrow(() -> ApiError.forbidden(
                            "", "pods", name, "no PriorityClass with name " + className + " was found"));
            priority = found.path("value").asInt();
        }
        Defaults.set(spec, "priority", priority);
        Defaults.set(spec, "preemptionPolicy", "PreemptLowerPriority");
    }

    private static void account(ObjectNode spec, String namespace, String name, Surroundings cluster) {
        Defaults.set(spec, "serviceAccountName", "default");
        spec.set("serviceAccount", spec.get("serviceAccountName"));
        String account = spec.path("serviceAccountName").asText();
        JsonNode found = cluster.get("serviceaccounts", namespace, account)
                .map(JsonNode.class::cast)
                .orElse(spec.missingNode());
        // pods of controllers may come before the namespace's default account
        if (found.isMissingNode() && !account.equals("default")) {
            throw ApiError.forbidden(
                    "",
                    "pods",
                    name,
                    "error looking up service account " + namespace + "/" + account + ": serviceaccount \"" + account
                            + "\" not found");
        }
        boolean wanted = spec.path("automountServiceAccountToken")
                .asBoolean(found.path("automountServiceAccountToken").asBoolean(true));
        if (wanted) {
            mountToken(spec, cluster);
        }
    }

    private static void mountToken(ObjectNode spec, Surroundings cluster) {
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.path("name").asText().startsWith("kube-api-access-")) {
                return;
            }
        }
        String name = "kube-api-access-" + RandomSuffix.next(cluster.world().ids());
        boolean used = false;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                boolean own = container
                        .path("volumeMounts")
                        .valueStream()
                        .anyMatch(mount -> mount.path("mountPath").asText().equals(MOUNT));
                if (!own) {
                    ArrayNode mounts = ((ObjectNode) container).withArrayProperty("volumeMounts");
                    mounts.addObject().put("name", name).put("readOnly", true).put("mountPath", MOUNT);
                    used = true;
                }
            }
        }
        if (used) {
            tokenVolume(spec.withArrayProperty("volumes").addObject().put("name", name));
        }
    }

    private static void tokenVolume(ObjectNode volume) {
        ObjectNode projected = volume.putObject("projected");
        ArrayNode sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", 3607)
                .put("path", "token");
        ObjectNode map = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        map.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode item =
                sources.addObject().putObject("downwardAPI").putArray("items").addObject();
        item.put("path", "namespace")
                .putObject("fieldRef")
                .put("apiVersion", "v1")
                .put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", 420);
    }

    private static void tolerate(ObjectNode spec, String condition) {
        ArrayNode tolerations = spec.withArrayProperty("tolerations");
        for (JsonNode toleration : tolerations) {
            String key = toleration.path("key").asText();
            String effect = toleration.path("effect").asText();
            if ((key.equals(condition)
                            || key.isEmpty()
                                    && toleration.path("operator").asText().equals("Exists"))
                    && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return;
            }
        }
        tolerations
                .addObject()
                .put("key", condition)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", 300);
    }
}
