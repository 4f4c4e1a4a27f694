package dev.eksdsl.testing.elb;

import static dev.eksdsl.testing.elb.Balancers.forward;
import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Listeners, rules, target groups and targets. */
class RoutingTest {

    private static final Certificate CERTIFICATE = Certificate.builder()
            .certificateArn("arn:aws:acm:us-east-1:111122223333:certificate/abc")
            .build();

    private final Balancers aws = new Balancers();
    private final ElasticLoadBalancingV2Client elb = aws.elb;

    private TargetHealth health(String group, String target) {
        return elb.describeTargetHealth(describe -> describe.targetGroupArn(group)
                        .targets(TargetDescription.builder().id(target).build()))
                .targetHealthDescriptions()
                .get(0)
                .targetHealth();
    }

    private void register(String group, String target) {
        elb.registerTargets(register -> register.targetGroupArn(group)
                .targets(TargetDescription.builder().id(target).build()));
    }

    @Test
    void healthChecks_haveDefaultsByProtocol() {
        String web = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        TargetGroup http = group(web);
        assertThat(http.healthCheckPath()).isEqualTo("/");
        assertThat(http.matcher().httpCode()).isEqualTo("200");
        assertThat(http.healthCheckTimeoutSeconds()).isEqualTo(5);
        assertThat(http.protocolVersion()).isEqualTo("HTTP1");
        TargetGroup tcp = group(aws.targetGroup("tcp", ProtocolEnum.TCP, TargetTypeEnum.IP));
        assertThat(tcp.healthCheckProtocol()).isEqualTo(ProtocolEnum.TCP);
        assertThat(tcp.healthCheckTimeoutSeconds()).isEqualTo(10);
        assertThat(tcp.healthCheckPath()).isNull();
        assertRefused(
                        () -> elb.modifyTargetGroup(
                                modify -> modify.targetGroupArn(web).healthCheckTimeoutSeconds(30)),
                        "ValidationError")
                .hasMessageContaining("Health check timeout '30' must be smaller than the interval '30'");
        assertRefused(
                () -> elb.createTargetGroup(create ->
                        create.name("web").protocol(ProtocolEnum.HTTP).port(81).vpcId(aws.vpc)),
                "DuplicateTargetGroupName");
        assertRefused(
                () -> elb.createTargetGroup(create ->
                        create.name("other").protocol(ProtocolEnum.HTTP).port(80)),
                "ValidationError");
    }

    private TargetGroup group(String arn) {
        return elb.describeTargetGroups(describe -> describe.targetGroupArns(arn))
                .targetGroups()
                .get(0);
    }

    @Test
    void listeners_areCheckedAgainstTheirLoadBalancer() {
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        String group = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        aws.listener(balancer, ProtocolEnum.HTTP, 80, group);
        String tcp = aws.targetGroup("tcp", ProtocolEnum.TCP, TargetTypeEnum.INSTANCE);
        assertRefused(() -> aws.listener(balancer, ProtocolEnum.TCP, 81, group), "ValidationError")
                .hasMessageContaining("Listener protocol 'TCP' must be one of 'HTTP, HTTPS'");
        assertRefused(() -> aws.listener(balancer, ProtocolEnum.HTTP, 81, tcp), "IncompatibleProtocols");
        assertRefused(() -> aws.listener(balancer, ProtocolEnum.HTTPS, 443, group), "ValidationError")
                .hasMessageContaining("A certificate must be specified for HTTPS listeners");
        assertRefused(
                        () -> elb.createListener(create -> create.loadBalancerArn(balancer)
                                .protocol(ProtocolEnum.HTTP)
                                .port(80)
                                .defaultActions(action -> action.type(ActionTypeEnum.FIXED_RESPONSE)
                                        .fixedResponseConfig(fixed -> fixed.statusCode("404")))),
                        "DuplicateListener")
                .hasMessageContaining("A listener already exists on this port");
        String other = aws.balancer("other", LoadBalancerTypeEnum.APPLICATION);
        assertRefused(() -> aws.listener(other, ProtocolEnum.HTTP, 80, group), "TargetGroupAssociationLimit");
        assertRefused(() -> elb.deleteTargetGroup(delete -> delete.targetGroupArn(group)), "ResourceInUse");
    }

    @Test
    void secureListener_hasAPolicyAndCertificates() {
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        String group = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        var listener = elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol(ProtocolEnum.HTTPS)
                        .port(443)
                        .certificates(CERTIFICATE)
                        .defaultActions(forward(group)))
                .listeners()
                .get(0);
        assertThat(listener.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
        elb.addListenerCertificates(add -> add.listenerArn(listener.listenerArn())
                .certificates(certificate -> certificate.certificateArn(CERTIFICATE.certificateArn() + "2")));
        assertThat(elb.describeListenerCertificates(describe -> describe.listenerArn(listener.listenerArn()))
                        .certificates())
                .extracting(Certificate::isDefault)
                .containsExactly(true, false);
        assertRefused(
                () -> elb.modifyListener(
                        modify -> modify.listenerArn(listener.listenerArn()).sslPolicy("none")),
                "SSLPolicyNotFound");
    }

    @Test
    void rules_areInOrderOfPriority() {
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        String group = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        String listener = aws.listener(balancer, ProtocolEnum.HTTP, 80, group);
        String later = rule(listener, 20, group);
        String sooner = rule(listener, 3, group);
        assertThat(elb.describeRules(describe -> describe.listenerArn(listener)).rules())
                .extracting(Rule::priority)
                .containsExactly("3", "20", "default");
        assertRefused(() -> rule(listener, 3, group), "PriorityInUse")
                .hasMessageContaining("Priority '3' is currently in use");
        elb.setRulePriorities(set -> set.rulePriorities(pair(later, 3), pair(sooner, 20)));
        assertThat(elb.describeRules(describe -> describe.ruleArns(later))
                        .rules()
                        .get(0)
                        .priority())
                .isEqualTo("3");
        String byDefault = elb.describeRules(describe -> describe.listenerArn(listener))
                .rules()
                .get(2)
                .ruleArn();
        assertRefused(() -> elb.deleteRule(delete -> delete.ruleArn(byDefault)), "OperationNotPermitted");
        elb.deleteRule(delete -> delete.ruleArn(sooner));
        assertRefused(() -> elb.deleteRule(delete -> delete.ruleArn(sooner)), "RuleNotFound");
        assertRefused(
                () -> elb.createRule(create -> create.listenerArn(listener)
                        .priority(7)
                        .conditions(condition -> condition.field("colour").values("red"))
                        .actions(forward(group))),
                "ValidationError");
    }

    private String rule(String listener, int priority, String group) {
        return elb.createRule(create -> create.listenerArn(listener)
                        .priority(priority)
                        .conditions(RuleCondition.builder()
                                .field("path-pattern")
                                .values("/" + priority + "/*")
                                .build())
                        .actions(forward(group)))
                .rules()
                .get(0)
                .ruleArn();
    }

    private static RulePriorityPair pair(String rule, int priority) {
        return RulePriorityPair.builder().ruleArn(rule).priority(priority).build();
    }

    @Test
    void instance_turnsHealthyAndDrains() {
        String group = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        String instance = aws.instance(aws.one);
        assertThat(health(group, instance).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_REGISTERED);
        register(group, instance);
        assertThat(health(group, instance).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_NOT_IN_USE);
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        aws.listener(balancer, ProtocolEnum.HTTP, 80, group);
        assertThat(health(group, instance).reason()).isEqualTo(TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS);
        aws.calls.pass(Duration.ofMinutes(2));
        assertThat(health(group, instance).reason()).isEqualTo(TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING);
        aws.calls.pass(Duration.ofSeconds(40));
        assertThat(health(group, instance).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
        assertThat(health(group, instance).description()).isNull();

        elb.deregisterTargets(deregister -> deregister.targetGroupArn(group).targets(target -> target.id(instance)));
        assertThat(health(group, instance).state()).isEqualTo(TargetHealthStateEnum.DRAINING);
        aws.calls.pass(Duration.ofSeconds(300));
        assertThat(health(group, instance).state()).isEqualTo(TargetHealthStateEnum.UNUSED);
    }

    @Test
    void instanceThatIsGone_isUnusedAndCannotBeRegistered() {
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.APPLICATION);
        String group = aws.targetGroup("web", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        aws.listener(balancer, ProtocolEnum.HTTP, 80, group);
        String instance = aws.instance(aws.one);
        register(group, instance);
        aws.network.terminateInstance(TypedCalls.CALLER, instance);
        aws.calls.pass(Duration.ofMinutes(5));
        assertThat(health(group, instance).reason()).isEqualTo(TargetHealthReasonEnum.TARGET_INVALID_STATE);
        assertThat(health(group, instance).description()).isEqualTo("Target is in the terminated state");
        String other = aws.targetGroup("other", ProtocolEnum.HTTP, TargetTypeEnum.INSTANCE);
        assertRefused(() -> register(other, instance), "InvalidTarget").hasMessageContaining("not in a running state");
        assertRefused(() -> register(other, "i-0123456789abcdef0"), "InvalidTarget");
    }

    @Test
    void address_isHealthyWhereSomethingHasIt() {
        String balancer = aws.balancer("web", LoadBalancerTypeEnum.NETWORK);
        String group = aws.targetGroup("tcp", ProtocolEnum.TCP, TargetTypeEnum.IP);
        aws.listener(balancer, ProtocolEnum.TCP, 80, group);
        String address = aws.ec2
                .createNetworkInterface(create -> create.subnetId(aws.one))
                .networkInterface()
                .privateIpAddress();
        register(group, address);
        register(group, "10.0.0.200");
        aws.calls.pass(Duration.ofMinutes(3));
        assertThat(health(group, address).state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
        assertThat(health(group, "10.0.0.200").reason()).isEqualTo(TargetHealthReasonEnum.TARGET_TIMEOUT);
        assertRefused(() -> register(group, "192.168.1.1"), "ValidationError");
    }
}
