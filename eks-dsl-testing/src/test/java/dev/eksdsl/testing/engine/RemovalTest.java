package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterBuilder;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is declared no more goes, and nothing else: above all nothing that others made. */
class RemovalTest {

    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    static Stream<Arguments> removable() {
        return Stream.of(
                part("node group", c -> c.nodeGroup("more", ng -> ng.scaling(1, 1, 1)), "- nodegroup/more"),
                part(
                        "Fargate profile",
                        c -> c.fargate("jobs", fp -> fp.selector("jobs")),
                        "- fargate/jobs",
                        "- role/fargate"),
                part(
                        "add-on with role",
                        c -> c.oidcProvider().addon("aws-ebs-csi-driver"),
                        "- addon/aws-ebs-csi-driver",
                        "- role/addon/aws-ebs-csi-driver",
                        "- oidc-provider/production"),
                part(
                        "role of service account",
                        c -> c.irsa("api", "web", sa -> sa.managedPolicy("AmazonS3ReadOnlyAccess")),
                        "- role/irsa/api/web",
                        "- oidc-provider/production"));
    }

    private static Arguments part(String name, Consumer<EksClusterBuilder> declaration, String... steps) {
        return Arguments.of(name, declaration, steps);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("removable")
    void partDeclaredNoMore_isDeletedAlone(String name, Consumer<EksClusterBuilder> part, String... steps) {
        EksClusterBuilder with = Clusters.small();
        part.accept(with);
        EksClusterSpec without = Clusters.small().spec();
        try (Life plain = Life.of(without);
                Life life = Life.of(with.spec())) {
            life.assertConverges(without, steps);
            assertThat(ours(life)).isEqualTo(ours(plain));
        }
    }

    @Test
    void addonThatGetsAnotherRole_losesTheOneThatWasMadeForIt() {
        try (Life life = Life.of(Clusters.small().addon("aws-ebs-csi-driver").spec())) {
            String role = life.aws
                    .iamClient()
                    .createRole(q -> q.roleName("ebs").assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            EksClusterSpec changed = Clusters.small()
                    .addon("aws-ebs-csi-driver", a -> a.role(role))
                    .spec();
            assertThat(Life.steps(life.eks.plan(changed)))
                    .hasSize(3)
                    .contains("- role/addon/aws-ebs-csi-driver", "- oidc-provider/production")
                    .anyMatch(step -> step.startsWith("~ addon/aws-ebs-csi-driver#config [role "));
            life.assertConverges(life.eks.plan(changed), changed);
        }
    }

    @Test
    void whatOthersMade_isNeverTouched() {
        EksClusterSpec spec = Clusters.small().spec();
        try (Life life = Life.of(spec)) {
            List<String> foreign = makeByHand(life);
            assertThat(life.eks.plan(spec).changes()).isEmpty();

            EksClusterSpec changed = Clusters.small().tag("team", "api").spec();
            life.assertConverges(life.eks.plan(changed), changed);
            assertThat(inventory(life)).containsAll(foreign);

            life.aws
                    .eksClient()
                    .deleteNodegroup(q -> q.clusterName(Clusters.NAME).nodegroupName("by-hand"));
            life.aws.clock().advance(Duration.ofMinutes(10));
            // EKS takes the group's Auto Scaling group and launch template with it
            foreign.removeIf(item -> item.contains("by-hand") && !item.startsWith("iam"));
            life.eks.destroy(Clusters.NAME).orThrow();
            assertThat(inventory(life)).containsExactlyInAnyOrderElementsOf(foreign);
        }
    }

    /** A VPC, a role, another cluster's tags, and a node group in our cluster; gives back what these are. */
    private static List<String> makeByHand(Life life) {
        List<String> before = inventory(life);
        String vpc = life.aws
                .ec2Client()
                .createVpc(q -> q.cidrBlock("10.0.0.0/16"))
                .vpc()
                .vpcId();
        life.aws.ec2Client().createSubnet(q -> q.vpcId(vpc).cidrBlock("10.0.0.0/24"));
        life.aws.iamClient().createRole(q -> q.roleName("by-hand").assumeRolePolicyDocument(TRUST));
        for (String policy :
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy")) {
            life.aws
                    .iamClient()
                    .attachRolePolicy(q -> q.roleName("by-hand").policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        life.aws.clock().advance(Duration.ofMinutes(1));
        var cluster =
                life.aws.eksClient().describeCluster(q -> q.name(Clusters.NAME)).cluster();
        life.aws
                .eksClient()
                .createNodegroup(q -> q.clusterName(Clusters.NAME)
                        .nodegroupName("by-hand")
                        .subnets(cluster.resourcesVpcConfig().subnetIds())
                        .nodeRole("arn:aws:iam::123456789012:role/by-hand"));
        life.aws.clock().advance(Duration.ofMinutes(5));
        List<String> made = new ArrayList<>(inventory(life));
        made.removeAll(before);
        made.removeIf(
                item -> item.contains("instance") || item.contains("network-interface") || item.contains("volume"));
        return made;
    }

    /** EKS keeps its service-linked role and the access entry of a Fargate profile's role. */
    private static List<String> ours(Life life) {
        return Shapes.of(life.aws).stream()
                .filter(item -> item.contains("eks-dsl/cluster="))
                .toList();
    }

    private static List<String> inventory(Life life) {
        return life.aws.inventory().stream().map(InventoryItem::toString).toList();
    }
}
