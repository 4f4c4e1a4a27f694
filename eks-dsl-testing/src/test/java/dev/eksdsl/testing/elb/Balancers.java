package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A VPC with an internet gateway and a subnet in each of two zones, and clients to balance load in it. */
final class Balancers {

    final TypedCalls calls = new TypedCalls();
    final FakeEc2 network = calls.with(new FakeEc2(calls.world()));
    final FakeElb fake = calls.with(new FakeElb(calls.world(), network));
    final Ec2Client ec2 = calls.client(Ec2Client.builder());
    final ElasticLoadBalancingV2Client elb = calls.client(ElasticLoadBalancingV2Client.builder());
    final String vpc =
            ec2.createVpc(create -> create.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    final String one = subnet("10.0.0.0/24", "us-east-1a");
    final String two = subnet("10.0.1.0/24", "us-east-1b");
    final String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();

    Balancers() {
        ec2.attachInternetGateway(attach -> attach.internetGatewayId(gateway).vpcId(vpc));
    }

    String subnet(String cidr, String zone) {
        return ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    String securityGroup(String name) {
        return ec2.createSecurityGroup(
                        create -> create.vpcId(vpc).groupName(name).description("for a test"))
                .groupId();
    }

    String balancer(String name, LoadBalancerTypeEnum type) {
        return elb.createLoadBalancer(create -> create.name(name).type(type).subnets(one, two))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
    }

    String targetGroup(String name, ProtocolEnum protocol, TargetTypeEnum type) {
        return elb.createTargetGroup(create -> create.name(name)
                        .protocol(protocol)
                        .port(8080)
                        .vpcId(vpc)
                        .targetType(type))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    String listener(String balancer, ProtocolEnum protocol, int port, String group) {
        return elb.createListener(create -> create.loadBalancerArn(balancer)
                        .protocol(protocol)
                        .port(port)
                        .defaultActions(forward(group)))
                .listeners()
                .get(0)
                .listenerArn();
    }

    static Action forward(String group) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(group)
                .build();
    }

    /** An instance that runs. */
    String instance(String subnet) {
        String id = network.launchInstance(
                        TypedCalls.CALLER,
                        new CloudNetwork.Launch(subnet, "m6i.large", "ami-1", List.of(), Map.of(), false, null, null))
                .id();
        calls.pass(Duration.ofMinutes(1));
        return id;
    }
}
