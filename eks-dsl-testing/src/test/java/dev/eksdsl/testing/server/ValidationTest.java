package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class ValidationTest {

    private static final CreateClusterRequest CLUSTER = CreateClusterRequest.builder()
            .name("one")
            .roleArn("arn:aws:iam::123456789012:role/eks")
            .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1"))
            .build();

    private static final CreateNodegroupRequest NODES = CreateNodegroupRequest.builder()
            .clusterName("one")
            .nodegroupName("n")
            .subnets("subnet-1")
            .nodeRole("arn:aws:iam::123456789012:role/node")
            .build();

    private static final CreateRoleRequest ROLE = CreateRoleRequest.builder()
            .roleName("r")
            .assumeRolePolicyDocument("{}")
            .build();

    static Stream<Arguments> refused() {
        return Stream.of(
                of(
                        "eks",
                        CLUSTER.copy(r -> r.roleArn(null)),
                        "InvalidParameterException",
                        "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: "
                                + "Member must not be null"),
                of(
                        "eks",
                        CLUSTER.copy(r -> r.name("-x")),
                        "InvalidParameterException",
                        "1 validation error detected: Value '-x' at 'name' failed to satisfy constraint: "
                                + "Member must satisfy regular expression pattern: ^[0-9A-Za-z][A-Za-z0-9\\-_]*"),
                of(
                        "eks",
                        CLUSTER.copy(r -> r.name("x".repeat(101)).roleArn(null)),
                        "InvalidParameterException",
                        "2 validation errors detected: Value '" + "x".repeat(101)
                                + "' at 'name' failed to satisfy constraint: "
                                + "Member must have length less than or equal to 100; "
                                + "Value null at 'roleArn' failed to satisfy constraint: Member must not be null"),
                of(
                        "eks",
                        CLUSTER.copy(r -> r.tags(Map.of("k", "v".repeat(257)))),
                        "InvalidParameterException",
                        "'tags.k.value' failed to satisfy constraint: Member must have length less than or equal to 256"),
                of(
                        "eks",
                        NODES.copy(r -> r.scalingConfig(scaling -> scaling.maxSize(0))),
                        "InvalidParameterException",
                        "Value '0' at 'scalingConfig.maxSize' failed to satisfy constraint: "
                                + "Member must have value greater than or equal to 1"),
                of(
                        "eks",
                        NODES.copy(r -> r.capacityType("CHEAP")),
                        "InvalidParameterException",
                        "Value 'CHEAP' at 'capacityType' failed to satisfy constraint: "
                                + "Member must satisfy enum value set: [CAPACITY_BLOCK, ON_DEMAND, SPOT]"),
                of(
                        "eks",
                        NODES.copy(r -> r.taints(
                                Taint.builder().key("k").effect("NoSchedule").build())),
                        "InvalidParameterException",
                        "Value 'NoSchedule' at 'taints.1.member.effect' failed to satisfy constraint: Member must"),
                of(
                        "eks",
                        ListClustersRequest.builder().maxResults(101).build(),
                        "InvalidParameterException",
                        "Value '101' at 'maxResults' failed to satisfy constraint: "
                                + "Member must have value less than or equal to 100"),
                of(
                        "eks",
                        UntagResourceRequest.builder()
                                .resourceArn("arn")
                                .tagKeys("a", "")
                                .build(),
                        "InvalidParameterException",
                        "Value '' at 'tagKeys.2.member' failed to satisfy constraint: "
                                + "Member must have length greater than or equal to 1"),
                of(
                        "ec2",
                        CreateSubnetRequest.builder().cidrBlock("10.0.0.0/24").build(),
                        "MissingParameter",
                        "The request must contain the parameter VpcId"),
                of(
                        "ec2",
                        DescribeNatGatewaysRequest.builder().maxResults(4).build(),
                        "InvalidParameterValue",
                        "Value (4) for parameter MaxResults is invalid."),
                of(
                        "iam",
                        ROLE.copy(r -> r.roleName("two words")),
                        "ValidationError",
                        "1 validation error detected: Value 'two words' at 'roleName' failed to satisfy constraint: "
                                + "Member must satisfy regular expression pattern: [\\w+=,.@-]+"),
                of(
                        "iam",
                        ROLE.copy(r -> r.roleName("r".repeat(65))),
                        "ValidationError",
                        "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64"),
                of(
                        "sts",
                        AssumeRoleRequest.builder()
                                .roleArn("arn:aws:iam::123456789012:role/r")
                                .roleSessionName("s")
                                .build(),
                        "ValidationError",
                        "at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2"),
                of(
                        "ssm",
                        GetParametersByPathRequest.builder()
                                .path("/a")
                                .maxResults(11)
                                .build(),
                        "ValidationException",
                        "Value '11' at 'maxResults' failed to satisfy constraint: "
                                + "Member must have value less than or equal to 10"));
    }

    private static Arguments of(String service, SdkPojo request, String code, String text) {
        return Arguments.of(service, request, code, text);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource
    void refused(String service, SdkPojo request, String code, String text) {
        var fault = catchThrowableOfType(AwsFault.class, () -> new Validation().check(service, request));

        assertThat(fault).as("the request should be refused").isNotNull();
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.getMessage()).contains(text);
    }

    @Test
    void allowed_passes() {
        Validation validation = new Validation();
        assertThatCode(() -> {
                    validation.check("eks", CLUSTER);
                    validation.check("eks", NODES.copy(r -> r.amiType("AL2023_x86_64_STANDARD")));
                    validation.check("iam", ROLE.copy(r -> r.path("/a/b/")));
                    validation.check("unheard-of", CLUSTER);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "eks, eks, 150",
        "ec2, ec2, 80",
        "iam, iam, 350",
        "sts, sts, 40",
        "ssm, ssm, 20",
        "elasticloadbalancing, elasticloadbalancingv2, 120",
        "autoscaling, autoscaling, 280",
        "eks-auth, eksauth, 2",
        "events, eventbridge, 240",
        "kms, kms, 170",
        "logs, cloudwatchlogs, 450",
        "pricing, pricing, 15",
        "servicequotas, servicequotas, 50",
        "sqs, sqs, 40",
        "tagging, resourcegroupstaggingapi, 30"
    })
    void everyLine_namesAMemberOfTheSdk(String service, String sdkPackage, int atLeast) throws Exception {
        int lines = 0;
        for (String key : Constraints.of(service).keys()) {
            lines++;
            String[] parts = key.split(" ");
            Class<?> type = Class.forName("software.amazon.awssdk.services." + sdkPackage + ".model." + parts[0]);
            Object builder = type.getMethod("builder").invoke(null);
            List<String> members = ((SdkPojo) builder)
                    .sdkFields().stream().map(SdkField::memberName).toList();
            String member = parts[1].replaceAll("[\\[{].*", "");
            assertThat(members).as(key).contains(member);
        }
        assertThat(lines).isGreaterThanOrEqualTo(atLeast);
    }
}
