package dev.eksdsl.testing.kubernetes.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import java.util.regex.Pattern;

/**
 * The ConfigMap aws-auth of kube-system, which maps IAM roles to users of the cluster (EKS user guide, "Grant IAM users
 * access to Kubernetes with a ConfigMap"). EKS writes the roles of its nodes into it where no access entries are used.
 */
public final class AwsAuth {

    private static final String RESOURCE = "configmaps";
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "aws-auth";
    private static final String ROLES = "mapRoles";

    private final KubernetesObjects objects;

    public AwsAuth(KubernetesObjects objects) {
        this.objects = objects;
    }

    /** Whether the map names the role. */
    public boolean mapsRole(String roleArn) {
        return objects.get(RESOURCE, NAMESPACE, NAME)
                .map(map -> map.path("data").path(ROLES).asText())
                .filter(roles -> Pattern.compile(
                                "rolearn:\\s*[\"']?" + Pattern.quote(roleArn) + "[\"']?\\s*$", Pattern.MULTILINE)
                        .matcher(roles)
                        .find())
                .isPresent();
    }

    /** Maps the role to the users and groups of nodes, unless it is mapped. */
    public void addNodeRole(String roleArn) {
        if (mapsRole(roleArn)) {
            return;
        }
        String entry = """
                - groups:
                  - system:bootstrappers
                  - system:nodes
                  rolearn: %s
                  username: system:node:{{EC2PrivateDNSName}}
                """.formatted(roleArn);
        if (objects.get(RESOURCE, NAMESPACE, NAME).isEmpty()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            map.put("apiVersion", "v1").put("kind", "ConfigMap");
            map.putObject("metadata").put("name", NAME).put("namespace", NAMESPACE);
            map.putObject("data").put(ROLES, entry);
            objects.create(RESOURCE, map);
        } else {
            objects.update(RESOURCE, NAMESPACE, NAME, map -> {
                ObjectNode data = map.withObject("/data");
                data.put(ROLES, data.path(ROLES).asText() + entry);
            });
        }
    }
}
