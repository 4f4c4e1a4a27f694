package dev.eksdsl.testing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.TestServer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/**
 * Every operation of the services, there and back: a random typed request goes through the real SDK client and is read by
 * the codec, a random typed response is written by the codec and read by the SDK client.
 *
 * <p>Both ends read the same field descriptions, so this shows that the codec and the SDK agree, not that AWS does.
 */
class RoundTripTest {

    /** The SDK's EC2 client has an interceptor that cuts the milliseconds off the times of spot fleets' requests. */
    private static final Set<String> SDK_LIMITS = Set.of("describeSpotFleetRequestHistory", "requestSpotFleet");

    private static final Pattern OF_CLUSTERS = Pattern.compile(
            "Vpcs?$|Subnets?$|Routes?$|RouteTables?$|SecurityGroup|Gateways?$|Address(es)?$|Tags$|Instances$|InstanceType"
                    + "|AvailabilityZones|NetworkInterfaces?$|LaunchTemplate|Attribute$");

    static Stream<Arguments> services() {
        return Stream.of(
                service("eks", EksClient.class, EksClient.builder(), DescribeClusterRequest.class, 65),
                service("ec2", Ec2Client.class, Ec2Client.builder(), DescribeVpcsRequest.class, 250),
                service("iam", IamClient.class, IamClient.builder(), GetRoleRequest.class, 180),
                service("sts", StsClient.class, StsClient.builder(), GetCallerIdentityRequest.class, 11),
                service("ssm", SsmClient.class, SsmClient.builder(), GetParameterRequest.class, 152),
                service(
                        "elasticloadbalancing",
                        ElasticLoadBalancingV2Client.class,
                        ElasticLoadBalancingV2Client.builder(),
                        DescribeLoadBalancersRequest.class,
                        51));
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
                .filter(method -> !service.equals("ec2") || isInEc2Sample(method.getName()))
                .toList();
        List<String> wrong = new ArrayList<>();
        for (Method method : methods) {
            RandomPojos random = new RandomPojos(method.getName().hashCode());
            SdkPojo request = random.fill(builder(method.getParameterTypes()[0]));
            SdkPojo response = random.fill(builder(method.getReturnType()));
            http.answerWith(response);
            try {
                SdkPojo parsed = (SdkPojo) method.invoke(client, request);
                if (!request.equalsBySdkFields(http.received())) {
                    wrong.add(method.getName() + " sent    " + request);
                    wrong.add(method.getName() + " decoded " + http.received());
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

    /** What clusters need of EC2, and every fifth of the rest: all 807 operations take some ten seconds. */
    private static boolean isInEc2Sample(String operation) {
        return !SDK_LIMITS.contains(operation)
                && (OF_CLUSTERS.matcher(operation).find() || operation.hashCode() % 5 == 0);
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " cannot be built", e);
        }
    }
}
