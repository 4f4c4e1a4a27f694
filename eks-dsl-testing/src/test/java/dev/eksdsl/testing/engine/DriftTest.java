package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.TaintEffect;

/** What somebody changes by hand, past the declaration: the plan shows it, applying puts it back. */
class DriftTest {

    private static final EksClusterSpec SPEC = Clusters.seed().logging("api").spec();
    private static final Taint DEDICATED = Taint.builder()
            .key("dedicated")
            .value("api")
            .effect(TaintEffect.NO_SCHEDULE)
            .build();
    private static final LogSetup NO_API_LOG =
            LogSetup.builder().enabled(false).types(LogType.API).build();
    private static final Tag ELB_ROLE =
            Tag.builder().key("kubernetes.io/role/elb").build();
    private static final String IRSA = "role/irsa/api/api-service-account";

    static Stream<Arguments> drifts() {
        return Stream.of(
                drift(
                        "scaled node group",
                        "~ nodegroup/api-workers#config [scaling.desired 5 → 3]",
                        aws -> aws.eksClient()
                                .updateNodegroupConfig(q -> q.clusterName(Clusters.NAME)
                                        .nodegroupName("api-workers")
                                        .scalingConfig(s -> s.desiredSize(5)))),
                drift(
                        "added label",
                        "~ nodegroup/api-workers#config [labels[by] \"hand\" → (none)]",
                        aws -> aws.eksClient()
                                .updateNodegroupConfig(q -> q.clusterName(Clusters.NAME)
                                        .nodegroupName("api-workers")
                                        .labels(l -> l.addOrUpdateLabels(Map.of("by", "hand"))))),
                drift(
                        "removed taint",
                        "~ nodegroup/api-workers#config [taints [] → [dedicated=api:NO_SCHEDULE]]",
                        aws -> aws.eksClient()
                                .updateNodegroupConfig(q -> q.clusterName(Clusters.NAME)
                                        .nodegroupName("api-workers")
                                        .taints(t -> t.removeTaints(DEDICATED)))),
                drift(
                        "switched off logging",
                        "~ cluster/production#logging [logging [] → [api]]",
                        aws -> aws.eksClient()
                                .updateClusterConfig(
                                        q -> q.name(Clusters.NAME).logging(l -> l.clusterLogging(NO_API_LOG)))),
                drift(
                        "older add-on",
                        "~ addon/coredns#config [version \"v1.12.4-eksbuild.1\" → \"v1.13.2-eksbuild.1\"]",
                        aws -> aws.eksClient()
                                .updateAddon(q -> q.clusterName(Clusters.NAME)
                                        .addonName("coredns")
                                        .addonVersion("v1.12.4-eksbuild.1"))),
                drift(
                        "deleted add-on",
                        "+ addon/kube-proxy",
                        aws -> aws.eksClient()
                                .deleteAddon(q -> q.clusterName(Clusters.NAME).addonName("kube-proxy"))),
                drift(
                        "deleted Fargate profile",
                        "+ fargate/api-namespace",
                        aws -> aws.eksClient()
                                .deleteFargateProfile(
                                        q -> q.clusterName(Clusters.NAME).fargateProfileName("api-namespace"))));
    }

    static Stream<Arguments> iamDrifts() {
        return Stream.of(
                drift(
                        "detached policy",
                        "~ role/cluster#managed-policies [managedPolicies (none) →"
                                + " arn:aws:iam::aws:policy/AmazonEKSClusterPolicy]",
                        aws -> aws.iamClient()
                                .detachRolePolicy(q -> q.roleName("production.us-east-1.cluster")
                                        .policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"))),
                drift(
                        "attached policy",
                        "~ " + IRSA + "#managed-policies [managedPolicies arn:aws:iam::aws:policy/AmazonS3FullAccess →"
                                + " (none)]",
                        aws -> aws.iamClient()
                                .attachRolePolicy(q -> q.roleName(irsaRole(aws))
                                        .policyArn("arn:aws:iam::aws:policy/AmazonS3FullAccess"))),
                drift(
                        "added inline policy",
                        "~ " + IRSA + "#inline-policies [inlinePolicies[hand] ",
                        aws -> aws.iamClient()
                                .putRolePolicy(q -> q.roleName(irsaRole(aws))
                                        .policyName("hand")
                                        .policyDocument(
                                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                        + "\"Action\":\"*\",\"Resource\":\"*\"}]}"))),
                drift(
                        "edited trust",
                        "~ " + IRSA + "#trust [trust ",
                        aws -> aws.iamClient()
                                .updateAssumeRolePolicy(
                                        q -> q.roleName(irsaRole(aws))
                                                .policyDocument(
                                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                                + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}"))),
                drift("deleted role", "+ " + IRSA, aws -> {
                    String role = irsaRole(aws);
                    aws.iamClient()
                            .detachRolePolicy(
                                    q -> q.roleName(role).policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
                    aws.iamClient().deleteRole(q -> q.roleName(role));
                }),
                drift(
                        "deleted OIDC provider",
                        "+ oidc-provider/production",
                        aws -> aws.iamClient()
                                .deleteOpenIDConnectProvider(q -> q.openIDConnectProviderArn(aws.iamClient()
                                        .listOpenIDConnectProviders()
                                        .openIDConnectProviderList()
                                        .get(0)
                                        .arn()))));
    }

    static Stream<Arguments> networkDrifts() {
        return Stream.of(
                drift(
                        "deleted route",
                        "~ route-table/public#route [defaultRoute \"none\" → \"igw-",
                        aws -> aws.ec2Client()
                                .deleteRoute(
                                        q -> q.routeTableId(table(aws, "public").routeTableId())
                                                .destinationCidrBlock("0.0.0.0/0"))),
                drift(
                        "disassociated subnet",
                        "~ route-table/private#associate [subnets ",
                        aws -> aws.ec2Client()
                                .disassociateRouteTable(q -> q.associationId(table(aws, "private")
                                        .associations()
                                        .get(0)
                                        .routeTableAssociationId()))),
                drift(
                        "deleted subnet tag",
                        "~ subnet/public-1#tags [tags[kubernetes.io/role/elb] (none) → \"1\"]",
                        aws -> aws.ec2Client()
                                .deleteTags(q -> q.resources(tagged(aws.ec2Client(), "subnet/public-1"))
                                        .tags(ELB_ROLE))),
                drift(
                        "no public addresses",
                        "~ subnet/public-1#public-ip [publicIpOnLaunch false → true]",
                        aws -> aws.ec2Client()
                                .modifySubnetAttribute(q -> q.subnetId(tagged(aws.ec2Client(), "subnet/public-1"))
                                        .mapPublicIpOnLaunch(v -> v.value(false)))),
                drift(
                        "revoked rule",
                        "~ security-group/control-plane#ingress [ingress [] → [tcp",
                        aws -> aws.ec2Client()
                                .revokeSecurityGroupIngress(
                                        q -> q.groupId(group(aws).groupId())
                                                .ipPermissions(group(aws).ipPermissions()))),
                drift(
                        "added rule",
                        "~ security-group/control-plane#ingress [ingress [",
                        aws -> aws.ec2Client()
                                .authorizeSecurityGroupIngress(
                                        q -> q.groupId(group(aws).groupId())
                                                .ipProtocol("tcp")
                                                .fromPort(22)
                                                .toPort(22)
                                                .cidrIp("0.0.0.0/0"))),
                drift(
                        "no DNS host names",
                        "~ vpc/production#dns [dnsHostnames false → true]",
                        aws -> aws.ec2Client()
                                .modifyVpcAttribute(q -> q.vpcId(aws.ec2Client()
                                                .describeVpcs()
                                                .vpcs()
                                                .get(0)
                                                .vpcId())
                                        .enableDnsHostnames(v -> v.value(false)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"drifts", "iamDrifts", "networkDrifts"})
    void changeByHand_isShownAndPutBack(String name, String step, Consumer<FakeAws> byHand) {
        try (Life life = Life.of(SPEC)) {
            byHand.accept(life.aws);
            life.aws.clock().advance(Duration.ofMinutes(10));

            Plan plan = life.eks.plan(SPEC);
            assertThat(Life.steps(plan)).anySatisfy(shown -> assertThat(shown).startsWith(step));
            assertThat(plan.changes().stream().map(s -> s.resource()).distinct())
                    .hasSize(1);
            life.assertConverges(plan, SPEC);
        }
    }

    private static Arguments drift(String name, String step, Consumer<FakeAws> byHand) {
        return Arguments.of(name, step, byHand);
    }

    private static String irsaRole(FakeAws aws) {
        return aws.iamClient().listRoles(q -> q.pathPrefix("/eks-dsl/")).roles().stream()
                .map(role -> role.roleName())
                .filter(role -> role.contains("irsa"))
                .findFirst()
                .orElseThrow();
    }

    private static RouteTable table(FakeAws aws, String name) {
        return aws.ec2Client()
                .describeRouteTables(q -> q.filters(id("route-table/" + name)))
                .routeTables()
                .get(0);
    }

    private static SecurityGroup group(FakeAws aws) {
        return aws.ec2Client()
                .describeSecurityGroups(q -> q.filters(id("security-group/control-plane")))
                .securityGroups()
                .get(0);
    }

    private static String tagged(Ec2Client ec2, String id) {
        return ec2.describeSubnets(q -> q.filters(id(id))).subnets().get(0).subnetId();
    }

    private static Filter id(String id) {
        return Filter.builder().name("tag:eks-dsl/id").values(id).build();
    }
}
