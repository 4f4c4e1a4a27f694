package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eksdsl.testing.wire.WireRequest;
import dev.eksdsl.testing.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class FakeServerTest {

    private final TestServer fake = new TestServer(new TinyEks());
    private final EksClient eks = fake.client(EksClient.builder());

    @Test
    void knownOperation_getsTypedRequestAndCaller() {
        var created = create("one");

        assertThat(created.cluster().arn()).isEqualTo("arn:aws:eks:eu-west-1:123456789012:cluster/one");
        assertThat(created.responseMetadata().requestId()).isNotEqualTo("UNKNOWN");
        assertThat(eks.describeCluster(r -> r.name("one")).cluster().tags()).isEqualTo(Map.of("a", "b/ü"));
    }

    @Test
    void accessKeyOfAnotherAccount_callsFromThatAccount() {
        fake.keys.add("AKIATEST", "210987654321", "arn:aws:iam::210987654321:role/admin");

        assertThat(create("one").cluster().arn()).contains(":210987654321:");
    }

    @Test
    void refusal_hasCodeTextAndModelledMembers() {
        create("one");

        var refused = catchThrowableOfType(ResourceInUseException.class, () -> create("one"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.clusterName()).isEqualTo("one");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Cluster already exists with name: one");
        assertThat(refused.requestId()).isNotNull();
        assertThatThrownBy(() -> eks.describeCluster(r -> r.name("two"))).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void operationWithoutHandler_isNamedInTheRefusal() {
        var refused = catchThrowableOfType(EksException.class, () -> eks.listInsights(r -> r.clusterName("one")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("The operation 'ListInsights' of the service 'eks' is not answered by this fake AWS.");
    }

    @Test
    void serviceThatIsNotThere_isNamedInTheRefusal() {
        StsClient sts = fake.client(StsClient.builder());
        var refused = catchThrowableOfType(StsException.class, sts::getCallerIdentity);

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
        assertThat(refused.awsErrorDetails().errorMessage()).contains("'sts'", "[eks]");
    }

    @Test
    void requestWithoutSignature_isRefused() {
        WireResponse response = fake.server.handle(
                new WireRequest("GET", "/clusters", "", Map.of("Host", List.of("localhost")), new byte[0]));

        assertThat(response.status()).isEqualTo(403);
        assertThat(text(response)).contains("Missing Authentication Token".substring(8));
        assertThat(response.headers()).containsKey("x-amzn-RequestId");
    }

    @Test
    void bodyThatIsNotJson_isRefused() {
        var scope = "AWS4-HMAC-SHA256 Credential=AKIATEST/20261122/eu-west-1/eks/aws4_request, SignedHeaders=host";
        WireResponse response = fake.server.handle(new WireRequest(
                "POST",
                "/clusters",
                "",
                Map.of("Authorization", List.of(scope)),
                "<xml/>".getBytes(StandardCharsets.UTF_8)));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("x-amzn-ErrorType", "SerializationException");
    }

    @Test
    void bugInAHandler_isAnInternalError() {
        var refused = catchThrowableOfType(EksException.class, () -> eks.listClusters(r -> r.maxResults(66)));

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.awsErrorDetails().errorMessage()).contains("ListClusters", "this handler has a bug");
    }

    @Test
    void calls_areRecordedWithOutcome() {
        create("one");
        long mark = fake.server.calls().mark();
        assertThatThrownBy(() -> create("one")).isInstanceOf(ResourceInUseException.class);
        eks.listClusters();

        Calls calls = fake.server.calls();
        assertThat(calls.operations()).containsExactly("CreateCluster", "CreateCluster", "ListClusters");
        assertThat(calls.writes().since(mark).list()).singleElement().satisfies(call -> {
            assertThat(call.errorCode()).contains("ResourceInUseException");
            assertThat(call.requestAs(CreateClusterRequest.class).name()).isEqualTo("one");
            assertThat(call.at()).isEqualTo(fake.time.now());
        });
        assertThat(calls.of("ListClusters").reads().count()).isEqualTo(1);

        calls.clear();
        assertThat(calls.count()).isZero();
    }

    @Test
    void reset_forgetsEverything() {
        create("one");
        fake.server.faults().on("CreateCluster").deny();

        fake.server.reset();

        assertThat(fake.server.calls().count()).isZero();
        assertThat(eks.listClusters().clusters()).isEmpty();
        create("one");
    }

    private software.amazon.awssdk.services.eks.model.CreateClusterResponse create(String name) {
        return eks.createCluster(r -> r.name(name)
                .roleArn("arn:aws:iam::123456789012:role/eks")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2"))
                .tags(Map.of("a", "b/ü")));
    }

    private static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
