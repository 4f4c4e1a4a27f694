package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.ec2.CloudVolumes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The EBS CSI driver's side of AWS: volumes in EC2 with its tags (aws-ebs-csi-driver, "tagging" and "parameters"). */
final class EbsDriver {

    static final String NAME = "ebs.csi.aws.com";

    private static final long GIB = 1L << 30;

    private final ClusterContext cluster;
    private final CloudNetwork network;
    private final BooleanSupplier runs;

    /** @param runs whether the driver's controller runs in the cluster */
    EbsDriver(ClusterContext cluster, CloudNetwork network, BooleanSupplier runs) {
        this.cluster = cluster;
        this.network = network;
        this.runs = runs;
    }

    boolean runs() {
        return runs.getAsBoolean();
    }

    /** Whether claims of the class are this driver's; those of the in-tree plugin have been handed to it. */
    static boolean serves(JsonNode storageClass) {
        String provisioner = storageClass.path("provisioner").asText();
        return provisioner.equals(NAME) || provisioner.equals("kubernetes.io/aws-ebs");
    }

    /**
     * Creates the volume of a claim.
     *
     * @param name the name of the PersistentVolume that it becomes
     * @param zone the zone of the node that was chosen; empty if none was
     * @return its id
     */
    String create(String name, JsonNode claim, JsonNode storageClass, String zone) {
        JsonNode parameters = storageClass.path("parameters");
        long bytes = Quantity.whole(
                claim.at("/spec/resources/requests").path("storage").asText());
        return volumes()
                .create(
                        cluster.caller(),
                        new CloudVolumes.Wish(
                                zone.isEmpty() ? anyZone() : zone,
                                (int) ((bytes + GIB - 1) / GIB),
                                parameters.path("type").asText("gp3"),
                                number(parameters.path("iops")),
                                number(parameters.path("throughput")),
                                parameters.path("encrypted").asText().equals("true"),
                                tags(name, claim)));
    }

    private static @Nullable Integer number(JsonNode parameter) {
        return parameter.isMissingNode() ? null : Integer.valueOf(parameter.asText());
    }

    private String anyZone() {
        return cluster.facts().subnetIds().stream()
                .flatMap(id -> network.subnet(cluster.caller(), id).stream())
                .map(SubnetView::zone)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the cluster has no subnets"));
    }

    /** As the add-on of EKS sets them: it tells the driver the cluster's name, and to tag with the claim's. */
    private Map<String, String> tags(String name, JsonNode claim) {
        String clusterName = cluster.facts().name();
        Map<String, String> tags = new TreeMap<>();
        tags.put("Name", clusterName + "-dynamic-" + name);
        tags.put("CSIVolumeName", name);
        tags.put("KubernetesCluster", clusterName);
        tags.put("kubernetes.io/cluster/" + clusterName, "owned");
        tags.put("ebs.csi.aws.com/cluster", "true");
        tags.put("kubernetes.io/created-for/pv/name", name);
        tags.put("kubernetes.io/created-for/pvc/name", Meta.name(claim));
        tags.put("kubernetes.io/created-for/pvc/namespace", Meta.namespace(claim));
        return tags;
    }

    /** Attaches the volume to the machine of a node; a Fargate node has none that takes volumes. */
    void attach(JsonNode volume, JsonNode node) {
        String provider = node.path("spec").path("providerID").asText();
        String instance = provider.substring(provider.lastIndexOf('/') + 1);
        if (instance.startsWith("i-")) {
            volumes().attach(cluster.caller(), handle(volume), instance);
        }
    }

    void detach(JsonNode volume) {
        volumes().detach(cluster.caller(), handle(volume));
    }

    /** @return whether it is gone */
    boolean delete(JsonNode volume) {
        return volumes().delete(cluster.caller(), handle(volume));
    }

    private static String handle(JsonNode volume) {
        return volume.at("/spec/csi/volumeHandle").asText();
    }

    private CloudVolumes volumes() {
        return network.volumes();
    }
}
