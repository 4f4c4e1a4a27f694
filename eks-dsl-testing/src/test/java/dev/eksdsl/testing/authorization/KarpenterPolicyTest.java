package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The calls of Karpenter's controller, with the policies of the CloudFormation template that its project publishes. */
class KarpenterPolicyTest {

    private static final String IMAGE =
            "/aws/service/eks/optimized-ami/%s/amazon-linux-2023/x86_64/standard/recommended/image_id";
    private static final Pattern POLICY =
            Pattern.compile("(?m)^      PolicyDocument: !Sub \\|\\n(?<json>(?:        .*\\n|\\n)+)");
    private static final String NODE_ROLE = "KarpenterNodeRole-production";
    private static final Map<String, String> OWN = Map.of(
            "kubernetes.io/cluster/production", "owned",
            "eks:eks-cluster-name", "production",
            "karpenter.sh/nodepool", "default",
            "karpenter.k8s.aws/ec2nodeclass", "default",
            "topology.kubernetes.io/region", "us-east-1");

    private final ControllerNetwork network = new ControllerNetwork();
    private final IamClient adminIam = network.aws.iamClient();
    private final Ec2Client adminEc2 = network.aws.ec2Client();
    private AwsCredentialsProvider controller;
    private Ec2Client ec2;
    private IamClient iam;

    @BeforeEach
    void limit() throws IOException {
        String queue = network.client(SqsClient.builder(), network.aws.credentials())
                .createQueue(q -> q.queueName("production"))
                .queueUrl();
        assertThat(queue).endsWith("/production");
        controller = network.aws.callers().limitedTo(policies());
        ec2 = network.client(Ec2Client.builder(), controller);
        iam = network.client(IamClient.builder(), controller);
        role(NODE_ROLE);
    }

    @AfterEach
    void close() {
        network.close();
    }

    private static String[] policies() throws IOException {
        List<String> policies = new ArrayList<>();
        Matcher found = POLICY.matcher(ControllerNetwork.fact("karpenter-v1.14-cloudformation.yaml"));
        while (found.find()) {
            policies.add(found.group("json")
                    .replace("${AWS::Partition}", "aws")
                    .replace("${AWS::Region}", "us-east-1")
                    .replace("${AWS::AccountId}", "123456789012")
                    .replace("${ClusterName}", "production")
                    .replace("${KarpenterNodeRole.Arn}", "arn:aws:iam::123456789012:role/" + NODE_ROLE)
                    .replace("${KarpenterInterruptionQueue.Arn}", "arn:aws:sqs:us-east-1:123456789012:production"));
        }
        assertThat(policies).hasSizeGreaterThan(4);
        return policies.toArray(String[]::new);
    }

    @Test
    void nodeOfItsOwn_isLaunchedTaggedAndTerminated() {
        profile(iam, NODE_ROLE);
        template(ec2, "default");
        String instance = fleet(ec2, "default");
        ec2.createTags(q -> q.resources(instance)
                .tags(
                        tag("Name", "node"),
                        tag("karpenter.sh/nodeclaim", "default-1"),
                        tag("eks:eks-cluster-name", "production")));
        assertThat(ec2.describeInstances(q -> q.instanceIds(instance)).reservations())
                .hasSize(1);

        ec2.terminateInstances(q -> q.instanceIds(instance));
        ec2.deleteLaunchTemplate(q -> q.launchTemplateName("default"));
        iam.removeRoleFromInstanceProfile(
                q -> q.instanceProfileName("production_1").roleName(NODE_ROLE));
        iam.deleteInstanceProfile(q -> q.instanceProfileName("production_1"));
        assertThat(iam.listInstanceProfiles().instanceProfiles()).isEmpty();
    }

    @Test
    void messagesOfInterruptions_areReadAndDeleted() {
        SqsClient sqs = network.client(SqsClient.builder(), controller);
        String url = sqs.getQueueUrl(q -> q.queueName("production")).queueUrl();
        network.client(SqsClient.builder(), network.aws.credentials())
                .sendMessage(q -> q.queueUrl(url).messageBody("{}"));
        String receipt =
                sqs.receiveMessage(q -> q.queueUrl(url)).messages().get(0).receiptHandle();
        sqs.deleteMessage(q -> q.queueUrl(url).receiptHandle(receipt));

        assertThatThrownBy(() -> sqs.sendMessage(q -> q.queueUrl(url).messageBody("{}")))
                .hasMessageContaining("sqs:sendmessage");
    }

    @Test
    void otherRoles_areNotPassed() {
        role("Administrator");
        profile(adminIam, "Administrator");

        assertThatThrownBy(() -> iam.addRoleToInstanceProfile(
                        q -> q.instanceProfileName("production_1").roleName("Administrator")))
                .hasMessageContaining("iam:PassRole on resource: arn:aws:iam::123456789012:role/Administrator");
        template(ec2, "default");
        assertThatThrownBy(() -> fleet(ec2, "default"))
                .hasMessageContaining("iam:PassRole on resource: arn:aws:iam::123456789012:role/Administrator");
    }

    @Test
    void whatOthersMade_isLeftAlone() {
        profile(adminIam, NODE_ROLE);
        template(adminEc2, "foreign", Map.of("owner", "somebody"));
        String foreign = adminEc2.runInstances(q -> q.imageId(image())
                        .instanceType("m6i.large")
                        .subnetId(network.subnets.get(0))
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .get(0)
                .instanceId();

        assertThatThrownBy(() -> fleet(ec2, "foreign"))
                .hasMessageContaining(
                        "ec2:CreateFleet on resource: arn:aws:ec2:us-east-1:123456789012:launch-template/lt-");
        assertThatThrownBy(() -> ec2.terminateInstances(q -> q.instanceIds(foreign)))
                .hasMessageContaining("ec2:TerminateInstances on resource: ")
                .hasMessageContaining(foreign);
        assertThatThrownBy(() -> ec2.deleteLaunchTemplate(q -> q.launchTemplateName("foreign")))
                .hasMessageContaining("ec2:DeleteLaunchTemplate");
        assertThatThrownBy(() -> ec2.createTags(q -> q.resources(foreign).tags(tag("Name", "mine"))))
                .hasMessageContaining("ec2:CreateTags");
        assertThatThrownBy(() -> template(ec2, "untagged", Map.of("owner", "somebody")))
                .hasMessageContaining("ec2:CreateLaunchTemplate");
        assertThatThrownBy(() -> iam.createInstanceProfile(q -> q.instanceProfileName("mine")))
                .hasMessageContaining("iam:CreateInstanceProfile");
    }

    private void role(String name) {
        adminIam.createRole(q -> q.roleName(name).assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                """));
    }

    private void profile(IamClient by, String role) {
        by.createInstanceProfile(q -> q.instanceProfileName("production_1")
                .tags(new TreeMap<>(OWN)
                        .entrySet().stream()
                                .map(tag -> software.amazon.awssdk.services.iam.model.Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()));
        by.addRoleToInstanceProfile(q -> q.instanceProfileName("production_1").roleName(role));
        network.aws.clock().advance(Duration.ofMinutes(1));
    }

    private void template(Ec2Client by, String name) {
        template(by, name, OWN);
    }

    private void template(Ec2Client by, String name, Map<String, String> tags) {
        String image = image();
        by.createLaunchTemplate(q -> q.launchTemplateName(name)
                .launchTemplateData(d -> d.imageId(image).iamInstanceProfile(p -> p.name("production_1")))
                .tagSpecifications(specification(ResourceType.LAUNCH_TEMPLATE, tags)));
    }

    private String image() {
        String version = network.aws
                .eksClient()
                .describeClusterVersions(q -> q.defaultOnly(true))
                .clusterVersions()
                .get(0)
                .clusterVersion();
        return network.client(SsmClient.builder(), controller)
                .getParameter(q -> q.name(IMAGE.formatted(version)))
                .parameter()
                .value();
    }

    private String fleet(Ec2Client by, String template) {
        return by.createFleet(q -> q.type(FleetType.INSTANT)
                        .launchTemplateConfigs(c -> c.launchTemplateSpecification(
                                        s -> s.launchTemplateName(template).version("$Latest"))
                                .overrides(o -> o.instanceType("m6i.large").subnetId(network.subnets.get(0))))
                        .targetCapacitySpecification(t ->
                                t.totalTargetCapacity(1).defaultTargetCapacityType(DefaultTargetCapacityType.ON_DEMAND))
                        .tagSpecifications(
                                specification(ResourceType.FLEET, OWN),
                                specification(ResourceType.INSTANCE, OWN),
                                specification(ResourceType.VOLUME, OWN)))
                .instances()
                .get(0)
                .instanceIds()
                .get(0);
    }

    private static TagSpecification specification(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags.entrySet().stream()
                        .map(tag -> tag(tag.getKey(), tag.getValue()))
                        .toList())
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
