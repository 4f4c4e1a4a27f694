package dev.eksdsl.testing.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Permissions on what a request means without naming it. */
class RelatedPermissionsTest {

    private static final String PASS = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["ec2:*","ssm:GetParameter"],"Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/node",
              "Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}}]}
            """;
    private static final String GROUP = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"autoscaling:TerminateInstanceInAutoScalingGroup",
              "Resource":"arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/%s"}]}
            """;

    private final ControllerNetwork network = new ControllerNetwork();
    private final IamClient iam = network.aws.iamClient();

    @BeforeEach
    void roles() {
        profile("node");
        profile("admin");
        network.aws.clock().advance(Duration.ofMinutes(1));
    }

    private void profile(String name) {
        iam.createRole(q -> q.roleName(name).assumeRolePolicyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                """));
        iam.createInstanceProfile(q -> q.instanceProfileName(name + "-profile"));
        iam.addRoleToInstanceProfile(
                q -> q.instanceProfileName(name + "-profile").roleName(name));
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void instanceProfileOfALaunch_needsPassRoleOnItsRole() {
        AwsCredentialsProvider limited = network.aws.callers().limitedTo(PASS);

        assertThat(launch(limited, "node-profile")).startsWith("i-");
        assertThatThrownBy(() -> launch(limited, "admin-profile"))
                .hasMessageContaining("iam:PassRole on resource: arn:aws:iam::123456789012:role/admin");
    }

    @Test
    void terminationInAGroup_needsPermissionOnThatGroup() {
        String subnet = network.subnets.get(0);
        String image = image(network.aws.credentials());
        AutoScalingClient groups = network.aws.autoScalingClient();
        groups.createLaunchConfiguration(
                q -> q.launchConfigurationName("node").imageId(image).instanceType("m6i.large"));
        groups.createAutoScalingGroup(q -> q.autoScalingGroupName("nodes")
                .launchConfigurationName("node")
                .minSize(0)
                .maxSize(2)
                .desiredCapacity(1)
                .vpcZoneIdentifier(subnet));
        network.aws.clock().advance(Duration.ofMinutes(5));
        String instance = groups.describeAutoScalingInstances()
                .autoScalingInstances()
                .get(0)
                .instanceId();

        assertThatThrownBy(() -> terminate("others", instance))
                .hasMessageContaining("autoscaling:TerminateInstanceInAutoScalingGroup on resource: "
                        + "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:")
                .hasMessageContaining(":autoScalingGroupName/nodes because");
        terminate("nodes", instance);
    }

    private void terminate(String group, String instance) {
        network.client(AutoScalingClient.builder(), network.aws.callers().limitedTo(GROUP.formatted(group)))
                .terminateInstanceInAutoScalingGroup(q -> q.instanceId(instance).shouldDecrementDesiredCapacity(true));
    }

    private String launch(AwsCredentialsProvider by, String profile) {
        String image = image(by);
        return network.client(Ec2Client.builder(), by)
                .runInstances(q -> q.imageId(image)
                        .instanceType("m6i.large")
                        .subnetId(network.subnets.get(0))
                        .iamInstanceProfile(p -> p.name(profile))
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .get(0)
                .instanceId();
    }

    private String image(AwsCredentialsProvider by) {
        return network.client(SsmClient.builder(), by)
                .getParameter(q -> q.name(
                        "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id"))
                .parameter()
                .value();
    }
}
