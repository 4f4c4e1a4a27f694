package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The StorageClass that every EKS cluster starts with. */
final class StorageClasses {

    /** From this minor version of Kubernetes 1 on, gp2 is not the default class (EKS user guide, 1.30 notes). */
    private static final int NO_DEFAULT_SINCE_MINOR = 30;

    private StorageClasses() {}

    static void gp2(ClusterContext cluster) {
        ObjectNode gp2 = Meta.object("storage.k8s.io/v1", "StorageClass", "", "gp2");
        int minor = Integer.parseInt(cluster.facts().version().split("\\.")[1]);
        if (minor < NO_DEFAULT_SINCE_MINOR) {
            Meta.annotations(gp2).put("storageclass.kubernetes.io/is-default-class", "true");
        }
        gp2.put("provisioner", "kubernetes.io/aws-ebs");
        gp2.putObject("parameters").put("fsType", "ext4").put("type", "gp2");
        gp2.put("reclaimPolicy", "Delete").put("volumeBindingMode", "WaitForFirstConsumer");
        cluster.objects().create("storageclasses.storage.k8s.io", gp2);
    }
}
