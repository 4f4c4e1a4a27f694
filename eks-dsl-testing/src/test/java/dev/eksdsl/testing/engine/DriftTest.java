package dev.eksdsl.testing.engine;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.console.Console;
import dev.eksdsl.testing.server.Inventory;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.model.LogType;

/** What somebody changes by hand, past the declaration: the plan shows it, applying puts it back. */
class DriftTest {

    private static final EksClusterSpec SPEC = Clusters.seed().logging("api").spec();
    private static final String CLUSTER_ROLE = "production.us-east-1.cluster";
    private static final String IRSA = "role/irsa/api/api-service-account";
    private static final String IRSA_ROLE = "production.us-east-1.irsa-*";
    private static final String ANYTHING = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String ANYBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}";

    static Stream<Arguments> drifts() {
        return Stream.of(
                drift(
                        "scaled node group",
                        "~ nodegroup/api-workers#config [scaling.desired 5 → 3]",
                        console -> console.eks(Clusters.NAME).scaleNodegroup("api-workers", 5)),
                drift(
                        "added label",
                        "~ nodegroup/api-workers#config [labels[by] \"hand\" → (none)]",
                        console -> console.eks(Clusters.NAME).labelNodegroup("api-workers", "by", "hand")),
                drift(
                        "removed taint",
                        "~ nodegroup/api-workers#config [taints [] → [dedicated=api:NO_SCHEDULE]]",
                        console -> console.eks(Clusters.NAME).removeTaint("api-workers", "dedicated")),
                drift(
                        "deleted node group",
                        "+ nodegroup/api-workers",
                        console -> console.eks(Clusters.NAME).deleteNodegroup("api-workers")),
                drift(
                        "switched off logging",
                        "~ cluster/production#logging [logging [] → [api]]",
                        console -> console.eks(Clusters.NAME).log(LogType.API, false)),
                drift(
                        "narrowed public access",
                        "~ cluster/production#endpoint [endpoint.publicCidrs ",
                        console -> console.eks(Clusters.NAME).publicAccess("203.0.113.0/24")),
                drift(
                        "older add-on",
                        "~ addon/coredns#config [version \"v1.12.4-eksbuild.1\" → \"v1.13.2-eksbuild.1\"]",
                        console -> console.eks(Clusters.NAME).changeAddonVersion("coredns", "v1.12.4-eksbuild.1")),
                drift(
                        "deleted add-on",
                        "+ addon/kube-proxy",
                        console -> console.eks(Clusters.NAME).deleteAddon("kube-proxy")),
                drift(
                        "deleted Fargate profile",
                        "+ fargate/api-namespace",
                        console -> console.eks(Clusters.NAME).deleteFargateProfile("api-namespace")));
    }

    static Stream<Arguments> iamDrifts() {
        return Stream.of(
                drift(
                        "detached policy",
                        "~ role/cluster#managed-policies [managedPolicies (none) →"
                                + " arn:aws:iam::aws:policy/AmazonEKSClusterPolicy]",
                        console -> console.iam().detachRolePolicy(CLUSTER_ROLE, "AmazonEKSClusterPolicy")),
                drift(
                        "attached policy",
                        "~ " + IRSA + "#managed-policies [managedPolicies arn:aws:iam::aws:policy/AmazonS3FullAccess →"
                                + " (none)]",
                        console -> console.iam().attachRolePolicy(IRSA_ROLE, "AmazonS3FullAccess")),
                drift(
                        "added inline policy",
                        "~ " + IRSA + "#inline-policies [inlinePolicies[hand] ",
                        console -> console.iam().putRolePolicy(IRSA_ROLE, "hand", ANYTHING)),
                drift(
                        "edited trust",
                        "~ " + IRSA + "#trust [trust ",
                        console -> console.iam().changeTrust(IRSA_ROLE, ANYBODY)),
                drift("deleted role", "+ " + IRSA, console -> console.iam().deleteRole(IRSA_ROLE)),
                drift(
                        "deleted OIDC provider",
                        "+ oidc-provider/production",
                        console -> console.iam().deleteOidcProvider("*oidc.eks.us-east-1*")));
    }

    static Stream<Arguments> networkDrifts() {
        return Stream.of(
                drift(
                        "deleted route",
                        "~ route-table/public#route [defaultRoute \"none\" → \"igw-",
                        console -> console.ec2().deleteRoute("production/public", "0.0.0.0/0")),
                drift(
                        "disassociated subnet",
                        "~ route-table/private#associate [subnets ",
                        console -> console.ec2().disassociateRouteTable("production/private-1")),
                drift(
                        "deleted subnet tag",
                        "~ subnet/public-1#tags [tags[kubernetes.io/role/elb] (none) → \"1\"]",
                        console -> console.ec2().removeSubnetTag("production/public-1", "kubernetes.io/role/elb")),
                drift(
                        "no public addresses",
                        "~ subnet/public-1#public-ip [publicIpOnLaunch false → true]",
                        console -> console.ec2().publicAddresses("production/public-1", false)),
                drift(
                        "closed port",
                        "~ security-group/control-plane#ingress [ingress [] → [tcp",
                        console -> console.ec2().closePort("production/control-plane", 443)),
                drift(
                        "opened port",
                        "~ security-group/control-plane#ingress [ingress [",
                        console -> console.ec2().openPort("production/control-plane", 22, "0.0.0.0/0")),
                drift(
                        "no DNS host names",
                        "~ vpc/production#dns [dnsHostnames false → true]",
                        console -> console.ec2().dnsHostnames("production/production", false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"drifts", "iamDrifts", "networkDrifts"})
    void changeByHand_isShownAndPutBack(String name, String step, Consumer<Console> byHand) {
        try (Life life = Life.of(SPEC)) {
            byHand.accept(life.aws.console());

            Plan plan = life.eks.plan(SPEC);
            assertThat(Life.steps(plan)).anySatisfy(shown -> assertThat(shown).startsWith(step));
            assertThat(plan.changes().stream().map(s -> s.resource()).distinct())
                    .hasSize(1);
            life.assertConverges(plan, SPEC);
        }
    }

    @Test
    void deletedNatGateway_isMadeAgain() {
        try (Life life = Life.of(SPEC)) {
            Inventory before = life.aws.inventory();
            life.aws.console().ec2().deleteNatGateway("production/nat-1");

            life.assertConverges(life.eks.plan(SPEC), SPEC);
            assertThat(life.aws.inventory()).differsOnlyIn(before, "natgateway", "network-interface");
        }
    }

    private static Arguments drift(String name, String step, Consumer<Console> byHand) {
        return Arguments.of(name, step, byHand);
    }
}
