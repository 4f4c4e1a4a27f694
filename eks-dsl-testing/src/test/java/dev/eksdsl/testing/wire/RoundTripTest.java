package dev.eksdsl.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TestServer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eksauth.EksAuthClient;
import software.amazon.awssdk.services.eksauth.model.AssumeRoleForPodIdentityRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/**
 * Every operation of the services, there and back: a random typed request goes through the real SDK client and is read by
 * the codec, a random typed response is written by the codec and read by the SDK client. Beside that each request is kept as
 * JSON, as snapshots keep it, and read again.
 *
 * <p>Both ends read the same field descriptions, so this shows that the codec and the SDK agree, not that AWS does.
 */
class RoundTripTest {

    /** The SDK's EC2 client has an interceptor that cuts the milliseconds off the times of spot fleets' requests. */
    private static final Set<String> IN_WHOLE_SECONDS = Set.of("describeSpotFleetRequestHistory", "requestSpotFleet");

    static Stream<Arguments> services() {
        return Stream.of(
                service("eks", EksClient.class, EksClient.builder(), DescribeClusterRequest.class, 65),
                service("ec2", Ec2Client.class, Ec2Client.builder(), DescribeVpcsRequest.class, 807),
                service("iam", IamClient.class, IamClient.builder(), GetRoleRequest.class, 180),
                service("sts", StsClient.class, StsClient.builder(), GetCallerIdentityRequest.class, 11),
                service("ssm", SsmClient.class, SsmClient.builder(), GetParameterRequest.class, 152),
                service(
                        "elasticloadbalancing",
                        ElasticLoadBalancingV2Client.class,
                        ElasticLoadBalancingV2Client.builder(),
                        DescribeLoadBalancersRequest.class,
                        51),
                service(
                        "autoscaling",
                        AutoScalingClient.class,
                        AutoScalingClient.builder(),
                        SetDesiredCapacityRequest.class,
                        66),
                service("kms", KmsClient.class, KmsClient.builder(), DescribeKeyRequest.class, 54),
                service(
                        "logs",
                        CloudWatchLogsClient.class,
                        CloudWatchLogsClient.builder(),
                        PutLogEventsRequest.class,
                        116),
                service(
                        "sqs",
                        SqsClient.class,
                        // answers at random do not have the checksum of what was sent
                        SqsClient.builder().checksumValidationEnabled(false),
                        SendMessageRequest.class,
                        23),
                service("events", EventBridgeClient.class, EventBridgeClient.builder(), PutRuleRequest.class, 57),
                service("pricing", PricingClient.class, PricingClient.builder(), GetProductsRequest.class, 5),
                service(
                        "servicequotas",
                        ServiceQuotasClient.class,
                        ServiceQuotasClient.builder(),
                        GetServiceQuotaRequest.class,
                        24),
                service(
                        "eks-auth",
                        EksAuthClient.class,
                        EksAuthClient.builder(),
                        AssumeRoleForPodIdentityRequest.class,
                        1),
                service(
                        "tagging",
                        ResourceGroupsTaggingApiClient.class,
                        ResourceGroupsTaggingApiClient.builder(),
                        GetResourcesRequest.class,
                        8));
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> Arguments service(
            String signingName, Class<C> client, B builder, Class<? extends SdkPojo> anyRequest, int operations) {
        EchoClient http = new EchoClient(ServiceCodec.of(anyRequest, signingName));
        builder.applyMutation(TestServer::configure).httpClient(http);
        return Arguments.of(signingName, client, builder.build(), http, operations);
    }

    @ParameterizedTest(name = "{0}: {4} operations")
    @MethodSource("services")
    void everyOperation_keepsRequestAndResponse(
            String service, Class<?> type, Object client, EchoClient http, int operations) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0]))
                .filter(method -> SdkPojo.class.isAssignableFrom(method.getReturnType()))
                .toList();
        List<String> wrong = new ArrayList<>();
        for (Method method : methods) {
            RandomPojos random = new RandomPojos(
                    method.getName().hashCode(), IN_WHOLE_SECONDS.contains(method.getName()) ? 1000 : 1);
            SdkPojo request = routable(random.fill(builder(method.getParameterTypes()[0])));
            SdkPojo response = random.fill(builder(method.getReturnType()));
            http.answerWith(response);
            try {
                SdkPojo parsed = (SdkPojo) method.invoke(client, request);
                if (!request.equalsBySdkFields(http.received())) {
                    wrong.add(method.getName() + " sent    " + request);
                    wrong.add(method.getName() + " decoded " + http.received());
                }
                if (!request.equalsBySdkFields(http.kept())) {
                    wrong.add(method.getName() + " is kept as " + http.kept());
                }
                if (!response.equalsBySdkFields(parsed)) {
                    wrong.add(method.getName() + " encoded " + response);
                    wrong.add(method.getName() + " parsed  " + parsed);
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                wrong.add(method.getName() + ": " + (e.getCause() == null ? e : e.getCause()));
            }
        }
        assertThat(wrong).as("%d operations", methods.size()).isEmpty();
        assertThat(methods).hasSizeGreaterThanOrEqualTo(operations);
    }

    /** An endpoint's id leads to another host, and the SDK refuses one that could be no part of a host's name. */
    private static SdkPojo routable(SdkPojo request) {
        return request instanceof PutEventsRequest events ? events.copy(r -> r.endpointId(null)) : request;
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " cannot be built", e);
        }
    }
}
