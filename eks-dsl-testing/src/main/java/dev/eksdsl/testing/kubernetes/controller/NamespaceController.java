package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Furnishes namespaces: the ServiceAccount default and the ConfigMap with the cluster's certificate authority. */
final class NamespaceController implements Controller {

    private static final String NAMESPACES = "namespaces";
    private static final String ACCOUNT = "default";
    private static final String ROOT_CA = "kube-root-ca.crt";
    private static final String ROOT_CA_DESCRIPTION =
            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the"
                    + " internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions"
                    + " of Kubernetes clusters.";

    private final ClusterContext cluster;
    private final String certificateAuthority;
    private final WorkQueue queue;

    NamespaceController(ClusterContext cluster, String certificateAuthority) {
        this.cluster = cluster;
        this.certificateAuthority = certificateAuthority;
        this.queue = new WorkQueue(cluster, key -> furnish(key.name()));
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        boolean furniture =
                (resource.equals("serviceaccounts") && Meta.name(object).equals(ACCOUNT))
                        || (resource.equals("configmaps") && Meta.name(object).equals(ROOT_CA));
        if (resource.equals(NAMESPACES) && type.equals("ADDED")) {
            queue.add(Key.of(object));
        } else if (furniture && type.equals("DELETED")) {
            queue.add(new Key("", Meta.namespace(object)));
        }
    }

    private void furnish(String namespace) {
        boolean open = cluster.objects()
                .get(NAMESPACES, "", namespace)
                .filter(found -> !Meta.deleting(found))
                .isPresent();
        if (!open) {
            return;
        }
        if (cluster.objects().get("serviceaccounts", namespace, ACCOUNT).isEmpty()) {
            cluster.objects().create("serviceaccounts", Meta.object("v1", "ServiceAccount", namespace, ACCOUNT));
        }
        if (cluster.objects().get("configmaps", namespace, ROOT_CA).isEmpty()) {
            ObjectNode map = Meta.object("v1", "ConfigMap", namespace, ROOT_CA);
            Meta.annotations(map).put("kubernetes.io/description", ROOT_CA_DESCRIPTION);
            map.putObject("data").put("ca.crt", certificateAuthority);
            cluster.objects().create("configmaps", map);
        }
    }
}
