package dev.eksdsl.benchmarks.waiting;

import java.util.ArrayList;
import java.util.List;

/** What it takes to leave nothing of the cluster, each behind what AWS wants gone before; in the order of a script. */
final class Removal {

    private final Site site;

    Removal(Site site) {
        this.site = site;
    }

    List<Task> tasks() {
        Roles roles = new Roles(site);
        String cluster = "cluster/" + Site.CLUSTER;
        List<Task> tasks = new ArrayList<>();
        Site.ADDONS.forEach(name -> tasks.add(addon(name)));
        tasks.add(fargate());
        Site.NODE_GROUPS.forEach(name -> tasks.add(nodeGroup(name)));
        tasks.add(cluster().behind(tasks.stream().map(Task::name).toList()));
        tasks.add(Task.of(
                "oidc/" + Site.CLUSTER,
                () -> site.iam.deleteOpenIDConnectProvider(
                        q -> q.openIDConnectProviderArn(site.id("oidc/" + Site.CLUSTER))),
                "addon/aws-ebs-csi-driver"));
        tasks.add(roles.removal("ebs", "addon/aws-ebs-csi-driver"));
        tasks.add(roles.removal("api"));
        tasks.add(roles.removal("node", nodeGroups()));
        tasks.add(roles.removal("fargate", "fargate/" + Site.FARGATE));
        tasks.add(roles.removal("cluster", cluster));
        for (Task task : new Network(site).removal()) {
            // the nodes' way out stays until they are gone
            boolean wayOut = task.kind().equals("nat");
            tasks.add(wayOut ? task.behind(List.of(nodeGroups())).behind(List.of("fargate/" + Site.FARGATE)) : task);
        }
        return tasks;
    }

    private static String[] nodeGroups() {
        return Site.NODE_GROUPS.stream().map(name -> "nodegroup/" + name).toArray(String[]::new);
    }

    private Task addon(String name) {
        return Task.of(
                "addon/" + name,
                () -> site.eks.deleteAddon(q -> q.clusterName(Site.CLUSTER).addonName(name)),
                Site.gone(() ->
                        site.eks.describeAddon(q -> q.clusterName(Site.CLUSTER).addonName(name))));
    }

    private Task fargate() {
        return Task.of(
                "fargate/" + Site.FARGATE,
                () -> site.eks.deleteFargateProfile(
                        q -> q.clusterName(Site.CLUSTER).fargateProfileName(Site.FARGATE)),
                Site.gone(() -> site.eks.describeFargateProfile(
                        q -> q.clusterName(Site.CLUSTER).fargateProfileName(Site.FARGATE))));
    }

    private Task nodeGroup(String name) {
        return Task.of(
                "nodegroup/" + name,
                () -> site.eks.deleteNodegroup(q -> q.clusterName(Site.CLUSTER).nodegroupName(name)),
                Site.gone(() -> site.eks.describeNodegroup(
                        q -> q.clusterName(Site.CLUSTER).nodegroupName(name))));
    }

    private Task cluster() {
        return Task.of(
                "cluster/" + Site.CLUSTER,
                () -> site.eks.deleteCluster(q -> q.name(Site.CLUSTER)),
                Site.gone(() -> site.eks.describeCluster(q -> q.name(Site.CLUSTER))));
    }
}
