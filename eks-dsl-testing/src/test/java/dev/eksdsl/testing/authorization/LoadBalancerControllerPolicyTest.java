package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The calls of the AWS Load Balancer Controller, with the policy that its project publishes. */
class LoadBalancerControllerPolicyTest {

    private static final String CLUSTER = "elbv2.k8s.aws/cluster";
    private static final Tag OWN =
            Tag.builder().key(CLUSTER).value("production").build();

    private final ControllerNetwork network = new ControllerNetwork();
    private final ElasticLoadBalancingV2Client admin = network.aws.loadBalancingClient();
    private Ec2Client ec2;
    private ElasticLoadBalancingV2Client balancing;

    @BeforeEach
    void limit() throws IOException {
        AwsCredentialsProvider controller =
                network.aws.callers().limitedTo(ControllerNetwork.fact("lbc-iam-policy.json"));
        ec2 = network.client(Ec2Client.builder(), controller);
        balancing = network.client(ElasticLoadBalancingV2Client.builder(), controller);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void ownSecurityGroup_isMadeOpenedRetaggedAndDeleted() {
        String group = securityGroup(ec2, CLUSTER);
        ec2.authorizeSecurityGroupIngress(q -> q.groupId(group)
                .ipPermissions(p -> p.ipProtocol("tcp").fromPort(80).toPort(80).ipRanges(r -> r.cidrIp("0.0.0.0/0"))));
        ec2.createTags(
                q -> q.resources(group).tags(t -> t.key("service.k8s.aws/stack").value("shop")));
        ec2.deleteTags(q -> q.resources(group).tags(t -> t.key("service.k8s.aws/stack")));
        ec2.deleteSecurityGroup(q -> q.groupId(group));

        assertThat(ec2.describeSecurityGroups(
                                q -> q.filters(f -> f.name("tag-key").values(CLUSTER)))
                        .securityGroups())
                .isEmpty();
    }

    @Test
    void securityGroupsOfOthers_areLeftAlone() {
        String foreign = securityGroup(network.aws.ec2Client(), "owner");

        assertThatThrownBy(() -> ec2.deleteSecurityGroup(q -> q.groupId(foreign)))
                .hasMessageContaining("ec2:DeleteSecurityGroup on resource: arn:aws:ec2:us-east-1:123456789012:"
                        + "security-group/" + foreign);
        assertThatThrownBy(() -> ec2.createTags(
                        q -> q.resources(foreign).tags(t -> t.key(CLUSTER).value("production"))))
                .hasMessageContaining("ec2:CreateTags");
        assertThatThrownBy(() -> securityGroup(ec2, "owner")).hasMessageContaining("ec2:CreateTags");
        assertThatThrownBy(() -> ec2.createVpc(q -> q.cidrBlock("10.1.0.0/16"))).hasMessageContaining("ec2:CreateVpc");
    }

    @Test
    void ownLoadBalancer_isMadeChangedAndDeletedWithItsParts() {
        String balancer = loadBalancer(balancing, OWN);
        String targets = targetGroup(balancing, OWN);
        String listener = balancing
                .createListener(q -> q.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .defaultActions(forward(targets))
                        .tags(OWN))
                .listeners()
                .get(0)
                .listenerArn();
        String rule = balancing
                .createRule(q -> q.listenerArn(listener)
                        .priority(1)
                        .conditions(c -> c.field("path-pattern").values("/shop"))
                        .actions(forward(targets))
                        .tags(OWN))
                .rules()
                .get(0)
                .ruleArn();
        balancing.addTags(q -> q.resourceArns(balancer)
                .tags(t -> t.key("ingress.k8s.aws/stack").value("shop")));
        balancing.modifyLoadBalancerAttributes(q -> q.loadBalancerArn(balancer)
                .attributes(a -> a.key("idle_timeout.timeout_seconds").value("30")));
        balancing.registerTargets(q -> q.targetGroupArn(targets).targets(t -> t.id("10.0.0.17")));
        assertThat(balancing
                        .describeTargetHealth(q -> q.targetGroupArn(targets))
                        .targetHealthDescriptions())
                .hasSize(1);

        balancing.deregisterTargets(q -> q.targetGroupArn(targets).targets(t -> t.id("10.0.0.17")));
        balancing.deleteRule(q -> q.ruleArn(rule));
        balancing.deleteListener(q -> q.listenerArn(listener));
        balancing.deleteLoadBalancer(q -> q.loadBalancerArn(balancer));
        balancing.deleteTargetGroup(q -> q.targetGroupArn(targets));
        assertThat(balancing.describeTargetGroups().targetGroups()).isEmpty();
    }

    @Test
    void loadBalancersOfOthers_areLeftAlone() {
        Tag other = Tag.builder().key("owner").value("somebody").build();
        String foreign = loadBalancer(admin, other);
        String targets = targetGroup(admin, other);

        assertThatThrownBy(() -> balancing.deleteLoadBalancer(q -> q.loadBalancerArn(foreign)))
                .hasMessageContaining("elasticloadbalancing:DeleteLoadBalancer on resource: " + foreign);
        assertThatThrownBy(() -> balancing.deleteTargetGroup(q -> q.targetGroupArn(targets)))
                .hasMessageContaining("elasticloadbalancing:DeleteTargetGroup on resource: " + targets);
        assertThatThrownBy(() -> balancing.addTags(
                        q -> q.resourceArns(foreign).tags(t -> t.key("stack").value("shop"))))
                .hasMessageContaining("elasticloadbalancing:AddTags");
        assertThatThrownBy(() -> targetGroup(balancing, other))
                .hasMessageContaining("elasticloadbalancing:CreateTargetGroup");
    }

    private String securityGroup(Ec2Client by, String tag) {
        return by.createSecurityGroup(q -> q.groupName(tag.replace('/', '-'))
                        .description("for a load balancer")
                        .vpcId(network.vpc)
                        .tagSpecifications(s -> s.resourceType(ResourceType.SECURITY_GROUP)
                                .tags(t -> t.key(tag).value("production"))))
                .groupId();
    }

    private String loadBalancer(ElasticLoadBalancingV2Client by, Tag tag) {
        return by.createLoadBalancer(q -> q.name("shop")
                        .scheme(LoadBalancerSchemeEnum.INTERNAL)
                        .subnets(network.subnets)
                        .tags(tag))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
    }

    private String targetGroup(ElasticLoadBalancingV2Client by, Tag tag) {
        return by.createTargetGroup(q -> q.name("shop")
                        .targetType(TargetTypeEnum.IP)
                        .protocol(ProtocolEnum.HTTP)
                        .port(80)
                        .vpcId(network.vpc)
                        .tags(tag))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    private static Action forward(String targets) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(targets)
                .build();
    }
}
