package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.elb.FakeElb;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** EC2 with a VPC of two subnets and a launch template, and Auto Scaling beside it. */
final class Groups {

    final TypedCalls aws = new TypedCalls();
    final FakeEc2 cloud = aws.with(new FakeEc2(aws.world()));
    final FakeElb elb = aws.with(new FakeElb(aws.world(), cloud));
    final FakeAutoScaling service = aws.with(new FakeAutoScaling(aws.world(), cloud, elb.instanceTargets()));
    final Ec2Client ec2 = aws.client(Ec2Client.builder());
    final AutoScalingClient client = aws.client(AutoScalingClient.builder());
    final String subnetA;
    final String subnetB;
    final String template;

    Groups() {
        String vpc =
                ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnetA = subnet(vpc, "10.0.0.0/24", "us-east-1a");
        subnetB = subnet(vpc, "10.0.1.0/24", "us-east-1b");
        template = ec2.createLaunchTemplate(request -> request.launchTemplateName("workers")
                        .launchTemplateData(
                                data -> data.imageId("ami-0123456789abcdef0").instanceType(InstanceType.M6_I_LARGE)))
                .launchTemplate()
                .launchTemplateId();
    }

    private String subnet(String vpc, String cidr, String zone) {
        return ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    CreateAutoScalingGroupRequest.Builder wanted(String name, int min, int max) {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(name)
                .launchTemplate(specification -> specification.launchTemplateId(template))
                .minSize(min)
                .maxSize(max)
                .vpcZoneIdentifier(subnetA + "," + subnetB);
    }

    /** A group whose instances are in service. */
    AutoScalingGroup running(String name, int min, int max) {
        client.createAutoScalingGroup(wanted(name, min, max).build());
        settle();
        return group(name);
    }

    /** Lets everything that is under way come to its end. */
    void settle() {
        aws.pass(Duration.ofMinutes(2));
    }

    AutoScalingGroup group(String name) {
        return client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .get(0);
    }

    List<String> instances(String name) {
        return group(name).instances().stream().map(Instance::instanceId).toList();
    }

    List<Activity> activities(String name) {
        return client.describeScalingActivities(request -> request.autoScalingGroupName(name))
                .activities();
    }
}
