package dev.eksdsl.testing.snapshot;

import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.testing.FakeAws;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.iam.IamClient;

/** Everything that a fake answers about its state, as lines of text. */
final class Descriptions {

    private final FakeAws aws;
    private final List<String> lines = new ArrayList<>();

    private Descriptions(FakeAws aws) {
        this.aws = aws;
    }

    /** Asks everything at the present moment: within an action of the timeline requests take no time. */
    static List<String> of(FakeAws aws) {
        Descriptions all = new Descriptions(aws);
        aws.clock().schedule(Duration.ZERO, all::ask);
        aws.clock().advance(Duration.ZERO);
        return all.lines;
    }

    /** The same from within an action of the timeline. */
    static List<String> now(FakeAws aws) {
        Descriptions all = new Descriptions(aws);
        all.ask();
        return all.lines;
    }

    private void ask() {
        lines.add(aws.clock().now().toString());
        aws.inventory().forEach(item -> lines.add(item.toString()));
        eks(aws.eksClient());
        network(aws.ec2Client());
        identities(aws.iamClient());
        lines.add(aws.loadBalancingClient().describeLoadBalancers().toString());
    }

    private void eks(EksClient eks) {
        for (String name : eks.listClusters().clusters()) {
            var cluster = eks.describeCluster(q -> q.name(name)).cluster();
            lines.add(cluster + " " + cluster.certificateAuthority());
            for (String id : eks.listUpdates(q -> q.name(name)).updateIds()) {
                lines.add(eks.describeUpdate(q -> q.name(name).updateId(id)).toString());
            }
            for (String group : eks.listNodegroups(q -> q.clusterName(name)).nodegroups()) {
                lines.add(eks.describeNodegroup(q -> q.clusterName(name).nodegroupName(group))
                        .toString());
                for (String id :
                        eks.listUpdates(q -> q.name(name).nodegroupName(group)).updateIds()) {
                    lines.add(eks.describeUpdate(
                                    q -> q.name(name).nodegroupName(group).updateId(id))
                            .toString());
                }
            }
            eks.listAddons(q -> q.clusterName(name))
                    .addons()
                    .forEach(addon ->
                            lines.add(eks.describeAddon(q -> q.clusterName(name).addonName(addon))
                                    .toString()));
            eks.listFargateProfiles(q -> q.clusterName(name))
                    .fargateProfileNames()
                    .forEach(profile -> lines.add(
                            eks.describeFargateProfile(q -> q.clusterName(name).fargateProfileName(profile))
                                    .toString()));
            if (cluster.status() != ClusterStatus.CREATING) {
                eks.listAccessEntries(q -> q.clusterName(name))
                        .accessEntries()
                        .forEach(arn -> lines.add(
                                eks.describeAccessEntry(q -> q.clusterName(name).principalArn(arn))
                                        .toString()));
            }
            if (cluster.status() == ClusterStatus.ACTIVE || cluster.status() == ClusterStatus.UPDATING) {
                kubernetes(name);
            }
        }
    }

    private void network(Ec2Client ec2) {
        lines.add(ec2.describeVpcs().toString());
        lines.add(ec2.describeSubnets().toString());
        lines.add(ec2.describeRouteTables().toString());
        lines.add(ec2.describeInternetGateways().toString());
        lines.add(ec2.describeNatGateways().toString());
        lines.add(ec2.describeSecurityGroups().toString());
        lines.add(ec2.describeSecurityGroupRules(q -> {}).toString());
        lines.add(ec2.describeNetworkInterfaces().toString());
        lines.add(ec2.describeAddresses().toString());
        lines.add(ec2.describeInstances().toString());
        lines.add(ec2.describeVolumes().toString());
    }

    private void identities(IamClient iam) {
        iam.listRoles().roles().forEach(role -> {
            lines.add(role.toString());
            lines.add(iam.listAttachedRolePolicies(q -> q.roleName(role.roleName()))
                    .toString());
            iam.listRolePolicies(q -> q.roleName(role.roleName()))
                    .policyNames()
                    .forEach(policy -> lines.add(
                            iam.getRolePolicy(q -> q.roleName(role.roleName()).policyName(policy))
                                    .toString()));
        });
        iam.listOpenIDConnectProviders()
                .openIDConnectProviderList()
                .forEach(provider -> lines.add(provider
                        + iam.getOpenIDConnectProvider(q -> q.openIDConnectProviderArn(provider.arn()))
                                .toString()));
        lines.add(iam.listInstanceProfiles().toString());
    }

    /** Whole objects, with uids, versions, times and the managers of fields. */
    private void kubernetes(String cluster) {
        EksSession session = aws.session();
        try (KubernetesClient client = EksKubernetes.client(session, cluster)) {
            for (String kind : List.of(
                    "/Namespace",
                    "/Node",
                    "/Pod",
                    "/Service",
                    "/ServiceAccount",
                    "/ConfigMap",
                    "/Secret",
                    "/Event",
                    "/PersistentVolume",
                    "apps/Deployment",
                    "apps/ReplicaSet",
                    "apps/DaemonSet",
                    "discovery.k8s.io/EndpointSlice")) {
                String[] parts = kind.split("/");
                ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                        .withGroup(parts[0])
                        .withVersion("v1")
                        .withKind(parts[1])
                        .withNamespaced(!List.of("Namespace", "Node", "PersistentVolume")
                                .contains(parts[1]))
                        .build();
                client.genericKubernetesResources(context).inAnyNamespace().list().getItems().stream()
                        .sorted(Comparator.comparing((GenericKubernetesResource object) ->
                                        String.valueOf(object.getMetadata().getNamespace()))
                                .thenComparing(object -> object.getMetadata().getName()))
                        .forEach(object -> lines.add(Serialization.asJson(object)));
            }
        }
    }
}
