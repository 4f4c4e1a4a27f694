package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Refusals in the query protocols, as the SDK's clients and raw clients see them. */
class ProtocolErrorsTest {

    @Test
    void ec2Refusal_hasCodeAndText() {
        TestServer fake = new TestServer(
                refusing("ec2", DeleteVpcRequest.class, "DependencyViolation", "has <dependencies> & such"));
        Ec2Client ec2 = fake.client(Ec2Client.builder());

        var refused = catchThrowableOfType(Ec2Exception.class, () -> ec2.deleteVpc(r -> r.vpcId("vpc-1")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("DependencyViolation");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("has <dependencies> & such");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.requestId()).matches("[0-9a-f-]{36}");
    }

    @Test
    void iamRefusal_isTyped_andTheOperationHasItsOwnName() {
        TestServer fake = new TestServer(
                refusing("iam", CreateOpenIdConnectProviderRequest.class, "EntityAlreadyExists", "there is one"));
        IamClient iam = fake.client(IamClient.builder());

        var refused = catchThrowableOfType(
                EntityAlreadyExistsException.class,
                () -> iam.createOpenIDConnectProvider(r -> r.url("https://x.example")));

        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("there is one");
        assertThat(refused.requestId()).matches("[0-9a-f-]{36}");
        assertThat(fake.server.calls().operations()).containsExactly("CreateOpenIDConnectProvider");
    }

    @Test
    void loadBalancingRefusal_isTyped() {
        TestServer fake = new TestServer(
                refusing("elasticloadbalancing", DeleteLoadBalancerRequest.class, "LoadBalancerNotFound", "gone"));
        var elb = fake.client(ElasticLoadBalancingV2Client.builder());

        var refused = catchThrowableOfType(
                LoadBalancerNotFoundException.class, () -> elb.deleteLoadBalancer(r -> r.loadBalancerArn("arn")));
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("gone");
    }

    @Test
    void queueRefusal_isTyped_andHasTheCodeOfTheQueryProtocol() {
        TestServer fake = new TestServer(refusing("sqs", DeleteQueueRequest.class, "QueueDoesNotExist", "gone"));
        SqsClient sqs = fake.client(SqsClient.builder());

        var refused = catchThrowableOfType(
                QueueDoesNotExistException.class, () -> sqs.deleteQueue(r -> r.queueUrl("https://q.example/1/q")));
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoSuchThing", "Ec2", "deleteVpc", "", "a/b", "CreateVpc"})
    void actionThatIsNotKnown_isNamedInXml(String action) {
        TestServer fake = new TestServer(refusing("ec2", DeleteVpcRequest.class, "X", "x"));

        WireResponse response = post(fake, "Action=" + action + "&Version=2016-11-15");

        assertThat(response.status()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .startsWith("<Response><Errors><Error><Code>InvalidAction</Code>")
                .contains("The operation '" + action + "' of the service 'ec2'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action=DeleteVpc&VpcId=%zz", "Action=DeleteVpc&VpcId=v&DryRun=perhaps"})
    void formThatCannotBeRead_isRefused(String form) {
        TestServer fake = new TestServer(refusing("ec2", DeleteVpcRequest.class, "X", "x"));

        WireResponse response = post(fake, form);

        assertThat(response.status()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("<Code>MalformedInput</Code>");
        assertThat(fake.server.calls().count()).isZero();
    }

    @Test
    void queryThatCannotBeRead_isRefused() {
        TestServer fake = new TestServer(new TinyEks());

        WireResponse response = fake.server.handle(new WireRequest("GET", "/clusters", "a=%zz", Map.of(), new byte[0]));

        assertThat(response.status()).isEqualTo(400);
    }

    private static WireResponse post(TestServer fake, String form) {
        var headers = Map.of(
                "Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/eu-west-1/ec2/aws4_request"),
                "Content-Type",
                List.of("application/x-www-form-urlencoded; charset=utf-8"));
        return fake.server.handle(new WireRequest("POST", "/", "", headers, form.getBytes(StandardCharsets.UTF_8)));
    }

    private static FakeService refusing(String name, Class<?> request, String code, String message) {
        return new FakeService() {
            @Override
            public String signingName() {
                return name;
            }

            @Override
            public void register(Operations operations) {
                operations.on(request, (typed, caller) -> {
                    throw new AwsFault(400, code, message);
                });
            }

            @Override
            public void reset() {}
        };
    }
}
