package dev.eksdsl.testing.engine.teardown;

import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What controllers leave in a VPC when they end without cleaning up: made with the clients that they use. */
final class Traces {

    private final FakeAws aws;
    private final Ec2Client ec2;
    private final ElasticLoadBalancingV2Client elb;
    private final String vpc;
    private int made;

    private Traces(FakeAws aws, String vpc) {
        this.aws = aws;
        this.ec2 = aws.ec2Client();
        this.elb = aws.loadBalancingClient();
        this.vpc = vpc;
    }

    /** In the VPC of the cluster. */
    static Traces of(FakeAws aws, String cluster) {
        var vpcs = aws.ec2Client()
                .describeVpcs(q -> q.filters(f -> f.name("tag:eks-dsl/cluster").values(cluster)))
                .vpcs();
        return new Traces(aws, vpcs.get(0).vpcId());
    }

    /** In a VPC that has nothing to do with any cluster of ours. */
    static Traces elsewhere(FakeAws aws) {
        Ec2Client ec2 = aws.ec2Client();
        String vpc = ec2.createVpc(q -> q.cidrBlock("10.99.0.0/16")).vpc().vpcId();
        ec2.createSubnet(q -> q.vpcId(vpc).cidrBlock("10.99.0.0/24").availabilityZone("us-east-1a"));
        return new Traces(aws, vpc);
    }

    String subnet() {
        return ec2.describeSubnets(q -> q.filters(f -> f.name("vpc-id").values(vpc)))
                .subnets()
                .get(0)
                .subnetId();
    }

    /** Gives back the ARN. */
    String loadBalancer(Map<String, String> tags) {
        String arn = loadBalancerAtOnce(tags);
        aws.clock().advance(Duration.ofMinutes(5));
        return arn;
    }

    /** Does not wait until it is active. */
    String loadBalancerAtOnce(Map<String, String> tags) {
        return elb.createLoadBalancer(q -> q.name(name("k8s-web"))
                        .type(LoadBalancerTypeEnum.NETWORK)
                        .scheme("internal")
                        .subnets(subnet())
                        .tags(elbTags(tags)))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
    }

    String targetGroup(Map<String, String> tags) {
        return elb.createTargetGroup(q -> q.name(name("k8s-tg"))
                        .protocol(ProtocolEnum.TCP)
                        .port(80)
                        .vpcId(vpc)
                        .targetType(TargetTypeEnum.IP)
                        .tags(elbTags(tags)))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    void listener(String balancer, String targetGroup) {
        elb.createListener(q -> q.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.TCP)
                .port(80)
                .defaultActions(a -> a.type("forward").targetGroupArn(targetGroup)));
    }

    String securityGroup(Map<String, String> tags) {
        return ec2.createSecurityGroup(q -> q.vpcId(vpc)
                        .groupName(name("k8s-traffic"))
                        .description("[k8s] Managed SecurityGroup for LoadBalancer")
                        .tagSpecifications(ec2Tags(ResourceType.SECURITY_GROUP, tags)))
                .groupId();
    }

    String volume(Map<String, String> tags) {
        return ec2.createVolume(q -> q.availabilityZone("us-east-1a")
                        .size(10)
                        .volumeType(VolumeType.GP3)
                        .tagSpecifications(ec2Tags(ResourceType.VOLUME, tags)))
                .volumeId();
    }

    String networkInterface(Map<String, String> tags) {
        return ec2.createNetworkInterface(q -> q.subnetId(subnet())
                        .description("aws-K8S-i-0")
                        .tagSpecifications(ec2Tags(ResourceType.NETWORK_INTERFACE, tags)))
                .networkInterface()
                .networkInterfaceId();
    }

    String instance(Map<String, String> tags) {
        String image = aws.client(SsmClient.builder())
                .getParameter(q -> q.name(
                        "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id"))
                .parameter()
                .value();
        String id = ec2.runInstances(q -> q.imageId(image)
                        .instanceType("m6i.large")
                        .subnetId(subnet())
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(ec2Tags(ResourceType.INSTANCE, tags)))
                .instances()
                .get(0)
                .instanceId();
        aws.clock().advance(Duration.ofMinutes(1));
        return id;
    }

    String launchTemplate(Map<String, String> tags) {
        return ec2.createLaunchTemplate(q -> q.launchTemplateName(name("karpenter.k8s.aws"))
                        .launchTemplateData(data -> data.instanceType("m6i.large"))
                        .tagSpecifications(ec2Tags(ResourceType.LAUNCH_TEMPLATE, tags)))
                .launchTemplate()
                .launchTemplateId();
    }

    String key(Map<String, String> tags) {
        return aws.client(KmsClient.builder())
                .createKey(q -> q.tags(tags.entrySet().stream()
                        .map(tag -> software.amazon.awssdk.services.kms.model.Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList()))
                .keyMetadata()
                .keyId();
    }

    private String name(String prefix) {
        made++;
        return prefix + "-" + vpc.substring(vpc.length() - 4) + "-" + made;
    }

    private static TagSpecification ec2Tags(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag> elbTags(
            Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build())
                .toList();
    }
}
