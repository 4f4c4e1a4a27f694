package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** A fake EC2 with a client, and the few steps that many tests begin with. */
final class Net {

    final TypedCalls calls = new TypedCalls();
    final FakeEc2 fake = calls.with(new FakeEc2(calls.world()));
    final Ec2Client ec2 = calls.client(Ec2Client.builder());

    String vpc() {
        return vpc("10.0.0.0/16");
    }

    String vpc(String cidr) {
        return ec2.createVpc(vpc -> vpc.cidrBlock(cidr)).vpc().vpcId();
    }

    String subnet(String vpc, String cidr) {
        return ec2.createSubnet(subnet -> subnet.vpcId(vpc).cidrBlock(cidr))
                .subnet()
                .subnetId();
    }

    String attachedGateway(String vpc) {
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(attach -> attach.internetGatewayId(gateway).vpcId(vpc));
        return gateway;
    }

    String address() {
        return ec2.allocateAddress(address -> address.domain("vpc")).allocationId();
    }

    String natGateway(String subnet, String address) {
        return ec2.createNatGateway(nat -> nat.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
    }

    NatGateway natGateway(String id) {
        return ec2.describeNatGateways(nat -> nat.natGatewayIds(id))
                .natGateways()
                .get(0);
    }

    void pass(Duration duration) {
        calls.pass(duration);
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** Starts an instance as a service would. */
    CloudNetwork.InstanceView launch(String subnet, Map<String, String> tags) {
        return fake.launchInstance(
                TypedCalls.CALLER,
                new CloudNetwork.Launch(subnet, "m6i.large", "ami-1", List.of(), tags, false, null, null));
    }
}
