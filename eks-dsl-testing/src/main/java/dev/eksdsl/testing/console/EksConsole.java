package dev.eksdsl.testing.console;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** One cluster, changed by hand: see {@link Console}. */
public final class EksConsole {

    private final EksClient eks;
    private final String cluster;
    private final Waiting waiting;

    EksConsole(EksClient eks, String cluster, Waiting waiting) {
        this.eks = eks;
        this.cluster = cluster;
        this.waiting = waiting;
    }

    /** Changes how many nodes there shall be; minimum and maximum stay. */
    public void scaleNodegroup(String nodegroup, int desired) {
        waitFor(
                nodegroup,
                eks.updateNodegroupConfig(q -> q.clusterName(cluster)
                                .nodegroupName(nodegroup)
                                .scalingConfig(s -> s.desiredSize(desired)))
                        .update());
    }

    /** Sets a Kubernetes label of a node group. */
    public void labelNodegroup(String nodegroup, String key, String value) {
        waitFor(
                nodegroup,
                eks.updateNodegroupConfig(q -> q.clusterName(cluster)
                                .nodegroupName(nodegroup)
                                .labels(l -> l.addOrUpdateLabels(Map.of(key, value))))
                        .update());
    }

    /** Removes the taints with this key from a node group. */
    public void removeTaint(String nodegroup, String key) {
        List<Taint> taints =
                eks
                        .describeNodegroup(q -> q.clusterName(cluster).nodegroupName(nodegroup))
                        .nodegroup()
                        .taints()
                        .stream()
                        .filter(taint -> taint.key().equals(key))
                        .toList();
        waitFor(
                nodegroup,
                eks.updateNodegroupConfig(q ->
                                q.clusterName(cluster).nodegroupName(nodegroup).taints(t -> t.removeTaints(taints)))
                        .update());
    }

    /** Brings the nodes to the cluster's version and the newest image, replacing them whatever runs there. */
    public void upgradeNodegroup(String nodegroup) {
        waitFor(
                nodegroup,
                eks.updateNodegroupVersion(q ->
                                q.clusterName(cluster).nodegroupName(nodegroup).force(true))
                        .update());
    }

    public void deleteNodegroup(String nodegroup) {
        eks.deleteNodegroup(q -> q.clusterName(cluster).nodegroupName(nodegroup));
        waiting.until(
                "the deletion of node group " + nodegroup,
                () -> eks.listNodegroupsPaginator(q -> q.clusterName(cluster)).nodegroups().stream()
                                .noneMatch(nodegroup::equals)
                        || status(nodegroup) == NodegroupStatus.DELETE_FAILED);
    }

    public void deleteFargateProfile(String profile) {
        eks.deleteFargateProfile(q -> q.clusterName(cluster).fargateProfileName(profile));
        waiting.until(
                "the deletion of Fargate profile " + profile,
                () -> eks.listFargateProfilesPaginator(q -> q.clusterName(cluster)).fargateProfileNames().stream()
                        .noneMatch(profile::equals));
    }

    /** Changes an add-on's version; settings and conflicts are resolved as the console does by default. */
    public void changeAddonVersion(String addon, String version) {
        Update update = eks.updateAddon(
                        q -> q.clusterName(cluster).addonName(addon).addonVersion(version))
                .update();
        waiting.until(
                "the update of add-on " + addon,
                () -> isOver(
                        eks.describeUpdate(q -> q.name(cluster).addonName(addon).updateId(update.id()))
                                .update()));
    }

    public void deleteAddon(String addon) {
        eks.deleteAddon(q -> q.clusterName(cluster).addonName(addon));
        waiting.until(
                "the deletion of add-on " + addon,
                () -> eks.listAddonsPaginator(q -> q.clusterName(cluster)).addons().stream()
                        .noneMatch(addon::equals));
    }

    public void deleteAccessEntry(String principalArn) {
        eks.deleteAccessEntry(q -> q.clusterName(cluster).principalArn(principalArn));
    }

    /** Takes an EKS access policy from a principal. @param policy its name, such as {@code AmazonEKSViewPolicy} */
    public void disassociateAccessPolicy(String principalArn, String policy) {
        eks.disassociateAccessPolicy(q -> q.clusterName(cluster)
                .principalArn(principalArn)
                .policyArn("arn:aws:eks::aws:cluster-access-policy/" + policy));
    }

    public void deletePodIdentityAssociation(String namespace, String serviceAccount) {
        eks
                .listPodIdentityAssociationsPaginator(
                        q -> q.clusterName(cluster).namespace(namespace).serviceAccount(serviceAccount))
                .associations()
                .stream()
                .toList()
                .forEach(association -> eks.deletePodIdentityAssociation(
                        q -> q.clusterName(cluster).associationId(association.associationId())));
    }

    /** Upgrades the control plane by one minor version. @param version the new one, such as {@code 1.36} */
    public void upgrade(String version) {
        waitFor(eks.updateClusterVersion(q -> q.name(cluster).version(version)).update());
    }

    /** Switches a log of the control plane on or off. */
    public void log(LogType type, boolean enabled) {
        waitFor(eks.updateClusterConfig(q -> q.name(cluster)
                        .logging(l -> l.clusterLogging(s -> s.enabled(enabled).types(type))))
                .update());
    }

    /** Says from where the public endpoint can be reached. */
    public void publicAccess(String... cidrs) {
        waitFor(eks.updateClusterConfig(q -> q.name(cluster)
                        .resourcesVpcConfig(v -> v.endpointPublicAccess(true).publicAccessCidrs(cidrs)))
                .update());
    }

    /** Sets a tag of the cluster. */
    public void changeTag(String key, String value) {
        String arn = arn();
        eks.tagResource(q -> q.resourceArn(arn).tags(Map.of(key, value)));
    }

    /** Removes a tag of the cluster. */
    public void removeTag(String key) {
        String arn = arn();
        eks.untagResource(q -> q.resourceArn(arn).tagKeys(key));
    }

    /** Deletes the cluster, which must have neither node groups nor Fargate profiles. */
    public void delete() {
        eks.deleteCluster(q -> q.name(cluster));
        waiting.until(
                "the deletion of cluster " + cluster,
                () -> eks.listClustersPaginator().clusters().stream().noneMatch(cluster::equals));
    }

    private String arn() {
        return eks.describeCluster(q -> q.name(cluster)).cluster().arn();
    }

    private NodegroupStatus status(String nodegroup) {
        return eks.describeNodegroup(q -> q.clusterName(cluster).nodegroupName(nodegroup))
                .nodegroup()
                .status();
    }

    private void waitFor(Update update) {
        waiting.until(
                "the update %s of cluster %s".formatted(update.typeAsString(), cluster),
                () -> isOver(eks.describeUpdate(q -> q.name(cluster).updateId(update.id()))
                                .update())
                        && eks.describeCluster(q -> q.name(cluster)).cluster().status() != ClusterStatus.UPDATING);
    }

    private void waitFor(String nodegroup, Update update) {
        waiting.until(
                "the update %s of node group %s".formatted(update.typeAsString(), nodegroup),
                () -> isOver(eks.describeUpdate(q ->
                                        q.name(cluster).nodegroupName(nodegroup).updateId(update.id()))
                                .update())
                        && status(nodegroup) != NodegroupStatus.UPDATING);
    }

    private static boolean isOver(Update update) {
        return update.status() != UpdateStatus.IN_PROGRESS;
    }
}
