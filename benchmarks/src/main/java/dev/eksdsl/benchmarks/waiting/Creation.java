package dev.eksdsl.benchmarks.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** What it takes to make the cluster, each behind what AWS needs before; in the order of a script. */
final class Creation {

    private final Site site;
    private final Network network;
    private final Roles roles;

    Creation(Site site) {
        this.site = site;
        this.network = new Network(site);
        this.roles = new Roles(site);
    }

    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>(network.creation());
        tasks.add(roles.cluster());
        tasks.add(Task.of(
                "cluster/" + Site.CLUSTER,
                this::cluster,
                this::isClusterActive,
                "role/cluster",
                "subnets/all",
                "group/sg"));
        tasks.add(Task.of("oidc/" + Site.CLUSTER, this::provider, "cluster/" + Site.CLUSTER));
        tasks.add(roles.nodes());
        tasks.add(roles.fargate());
        tasks.add(roles.serviceAccount("ebs", "kube-system", "ebs-csi-controller-sa"));
        tasks.add(roles.serviceAccount("api", "api", "api-service-account"));
        tasks.add(addon("vpc-cni"));
        tasks.add(addon("kube-proxy"));
        tasks.add(Task.of(
                "fargate/" + Site.FARGATE,
                this::fargate,
                this::isFargateActive,
                "cluster/" + Site.CLUSTER,
                "role/fargate",
                "routes/private"));
        Site.NODE_GROUPS.forEach(name -> tasks.add(nodeGroup(name)));
        tasks.add(addon("coredns"));
        tasks.add(addon("aws-ebs-csi-driver").behind(List.of("role/ebs")));
        return tasks;
    }

    private void cluster() {
        site.eks.createCluster(q -> q.name(Site.CLUSTER)
                .version(Versions.NEW)
                .roleArn(site.id("role/cluster"))
                .bootstrapSelfManagedAddons(false)
                .resourcesVpcConfig(vpc -> vpc.subnetIds(privateSubnets()).securityGroupIds(site.id("group/sg"))));
    }

    private boolean isClusterActive() {
        return site.eks.describeCluster(q -> q.name(Site.CLUSTER)).cluster().status() == ClusterStatus.ACTIVE;
    }

    private void provider() {
        String issuer = site.eks
                .describeCluster(q -> q.name(Site.CLUSTER))
                .cluster()
                .identity()
                .oidc()
                .issuer();
        site.knows("issuer", issuer);
        site.knows(
                "oidc/" + Site.CLUSTER,
                site.iam
                        .createOpenIDConnectProvider(q -> q.url(issuer).clientIDList("sts.amazonaws.com"))
                        .openIDConnectProviderArn());
    }

    private Task addon(String name) {
        return Task.of(
                "addon/" + name,
                () -> site.eks.createAddon(q -> q.clusterName(Site.CLUSTER)
                        .addonName(name)
                        .resolveConflicts(ResolveConflicts.OVERWRITE)
                        .serviceAccountRoleArn(name.contains("ebs") ? site.id("role/ebs") : null)),
                () -> site.eks
                                .describeAddon(q -> q.clusterName(Site.CLUSTER).addonName(name))
                                .addon()
                                .status()
                        == AddonStatus.ACTIVE,
                "cluster/" + Site.CLUSTER);
    }

    private void fargate() {
        site.eks.createFargateProfile(q -> q.clusterName(Site.CLUSTER)
                .fargateProfileName(Site.FARGATE)
                .podExecutionRoleArn(site.id("role/fargate"))
                .subnets(privateSubnets())
                .selectors(s -> s.namespace("api"), s -> s.namespace("default")));
    }

    private boolean isFargateActive() {
        return site.eks
                        .describeFargateProfile(q -> q.clusterName(Site.CLUSTER).fargateProfileName(Site.FARGATE))
                        .fargateProfile()
                        .status()
                == FargateProfileStatus.ACTIVE;
    }

    private Task nodeGroup(String name) {
        return Task.of(
                "nodegroup/" + name,
                () -> site.eks.createNodegroup(request(name)),
                () -> site.eks
                                .describeNodegroup(
                                        q -> q.clusterName(Site.CLUSTER).nodegroupName(name))
                                .nodegroup()
                                .status()
                        == NodegroupStatus.ACTIVE,
                "cluster/" + Site.CLUSTER,
                "role/node",
                "routes/private");
    }

    private CreateNodegroupRequest request(String name) {
        CreateNodegroupRequest.Builder request = CreateNodegroupRequest.builder()
                .clusterName(Site.CLUSTER)
                .nodegroupName(name)
                .nodeRole(site.id("role/node"))
                .subnets(privateSubnets())
                .instanceTypes("m6i.large")
                .scalingConfig(s -> s.minSize(2).desiredSize(3).maxSize(10));
        if (name.startsWith("api")) {
            request.taints(Taint.builder()
                    .key("dedicated")
                    .value("api")
                    .effect(TaintEffect.NO_SCHEDULE)
                    .build());
        }
        return request.build();
    }

    private List<String> privateSubnets() {
        return IntStream.rangeClosed(1, Network.ZONES)
                .mapToObj(zone -> site.id("subnet/private-" + zone))
                .toList();
    }
}
