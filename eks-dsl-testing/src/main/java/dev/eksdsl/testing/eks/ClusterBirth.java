package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.ClusterFacts;
import dev.eksdsl.testing.server.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.Identity;
import software.amazon.awssdk.services.eks.model.OIDC;

/** What happens when a cluster turns ACTIVE: all that EKS makes for it comes into being. */
final class ClusterBirth {

    /** What EKS puts into a new cluster, unmanaged, unless told not to. */
    private static final List<String> SELF_MANAGED = List.of("vpc-cni", "coredns", "kube-proxy");

    private static final int INTERFACES = 2;

    private final Surroundings eks;
    private final AccessEntries access;
    private final AddonCatalogue catalogue;
    private final ControlPlaneLogs logs;

    ClusterBirth(Surroundings eks, AccessEntries access, AddonCatalogue catalogue) {
        this.eks = eks;
        this.access = access;
        this.catalogue = catalogue;
        this.logs = new ControlPlaneLogs(eks);
    }

    void activate(ClusterState cluster) {
        Caller owner = cluster.creator;
        Optional<List<SubnetView>> subnets = subnets(cluster);
        if (subnets.isEmpty()) {
            fail(cluster);
            return;
        }
        String group = securityGroup(cluster);
        interfaces(cluster, subnets.get(), group);
        String issuer = "https://oidc.eks." + owner.region() + ".amazonaws.com/id/" + cluster.id;
        KubernetesCluster kubernetes = eks.kubernetes().create(facts(cluster, issuer, group));
        cluster.kubernetes(kubernetes);
        String ca = Base64.getEncoder()
                .encodeToString(kubernetes.certificateAuthorityPem().getBytes(StandardCharsets.UTF_8));
        cluster.change(change -> change.status(ClusterStatus.ACTIVE)
                .endpoint(kubernetes.endpoint())
                .certificateAuthority(Certificate.builder().data(ca).build())
                .identity(Identity.builder()
                        .oidc(OIDC.builder().issuer(issuer).build())
                        .build())
                .resourcesVpcConfig(
                        cluster.described().resourcesVpcConfig().copy(vpc -> vpc.clusterSecurityGroupId(group))));
        access.bootstrap(cluster);
        if (cluster.selfManagedAddons) {
            for (String addon : SELF_MANAGED) {
                catalogue.defaultVersion(addon, cluster.version()).ifPresent(version -> {
                    cluster.selfManagedVersions.put(addon, version);
                    kubernetes.addonInstalled(addon, version);
                });
            }
        }
        logs.open(cluster, Set.of());
    }

    private Optional<List<SubnetView>> subnets(ClusterState cluster) {
        List<SubnetView> subnets = new ArrayList<>();
        for (String id : cluster.described().resourcesVpcConfig().subnetIds()) {
            Optional<SubnetView> subnet = eks.network().subnet(cluster.creator, id);
            if (subnet.isEmpty() && eks.world().isLenient()) {
                continue;
            }
            if (subnet.isEmpty()) {
                return Optional.empty();
            }
            subnets.add(subnet.get());
        }
        return Optional.of(subnets);
    }

    private static void fail(ClusterState cluster) {
        ClusterIssue issue = ClusterIssue.builder()
                .code(ClusterIssueCode.EC2_SUBNET_NOT_FOUND)
                .message("A subnet of the cluster was deleted before the cluster was ready")
                .build();
        cluster.change(change -> change.status(ClusterStatus.FAILED)
                .health(ClusterHealth.builder().issues(issue).build()));
    }

    private String securityGroup(ClusterState cluster) {
        if (eks.network().vpcCidrs(cluster.creator, cluster.vpcId()).isEmpty()) {
            // only a lenient world has clusters in a VPC that does not exist
            return eks.world().ids().ec2("sg");
        }
        String name = "eks-cluster-sg-" + cluster.name() + "-"
                + (100_000_000 + eks.world().ids().number(900_000_000));
        return eks.network()
                .createServiceSecurityGroup(
                        cluster.creator,
                        cluster.vpcId(),
                        name,
                        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes,"
                                + " as well as any managed workloads.",
                        Map.of(
                                "Name",
                                name,
                                "aws:eks:cluster-name",
                                cluster.name(),
                                "kubernetes.io/cluster/" + cluster.name(),
                                "owned"));
    }

    /** One interface in each of two zones, as EKS has at least. */
    private void interfaces(ClusterState cluster, List<SubnetView> subnets, String group) {
        Map<String, SubnetView> byZone = new LinkedHashMap<>();
        subnets.forEach(subnet -> byZone.putIfAbsent(subnet.zone(), subnet));
        List<String> groups =
                new ArrayList<>(cluster.described().resourcesVpcConfig().securityGroupIds());
        groups.add(group);
        byZone.values().stream()
                .limit(INTERFACES)
                .forEach(subnet -> cluster.interfaceIds.add(eks.network()
                        .createServiceInterface(
                                cluster.creator, subnet.id(), groups, "Amazon EKS " + cluster.name(), Map.of())
                        .id()));
    }

    private static ClusterFacts facts(ClusterState cluster, String issuer, String group) {
        Cluster described = cluster.described();
        return new ClusterFacts(
                cluster.creator.accountId(),
                cluster.creator.region(),
                cluster.name(),
                cluster.id,
                described.arn(),
                cluster.version(),
                issuer,
                cluster.vpcId(),
                described.resourcesVpcConfig().subnetIds(),
                group);
    }
}
