package dev.eksdsl.testing.door;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.server.SimulatedCrash;
import dev.eksdsl.testing.server.TestServer;
import dev.eksdsl.testing.server.TinyEks;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksAsyncClientBuilder;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.EksClientBuilder;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class DoorsTest {

    private final TestServer fake = new TestServer(new TinyEks());
    private final HttpDoor door = HttpDoor.open(fake.server, 0);
    private final EksClient overHttp = EksClient.builder()
            .applyMutation(TestServer::<EksClient, EksClientBuilder>configure)
            .endpointOverride(door.url())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    private final EksClient inMemory = fake.client(EksClient.builder());
    private final EksAsyncClient async = EksAsyncClient.builder()
            .applyMutation(TestServer::<EksAsyncClient, EksAsyncClientBuilder>configure)
            .httpClient(new InMemoryDoor(fake.server).asyncClient())
            .build();

    @AfterEach
    void close() {
        overHttp.close();
        async.close();
        door.close();
    }

    @Test
    void allDoors_leadToTheSameServer() {
        create(inMemory, "one");
        create(overHttp, "two");

        assertThat(overHttp.listClusters().clusters()).containsExactly("one", "two");
        assertThat(async.listClusters().join().clusters()).containsExactly("one", "two");
    }

    @Test
    void awkwardPath_arrivesAsItWasMeant() {
        for (EksClient client : List.of(inMemory, overHttp)) {
            assertThatThrownBy(() -> client.describeCluster(r -> r.name("arn:x/y z+ü")))
                    .hasMessageContaining("No cluster found for name: arn:x/y z+ü.");
        }
    }

    @Test
    void refusal_isTypedThroughEveryDoor() {
        assertThatThrownBy(() -> overHttp.describeCluster(r -> r.name("two")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> async.describeCluster(r -> r.name("two")).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void stubOfTheTest_winsOverTheFake() {
        door.wireMock().stubFor(get(urlPathEqualTo("/clusters")).willReturn(okJson("{\"clusters\":[\"stubbed\"]}")));

        assertThat(overHttp.listClusters().clusters()).containsExactly("stubbed");
        assertThatThrownBy(() -> overHttp.describeCluster(r -> r.name("two")))
                .isInstanceOf(ResourceNotFoundException.class);
        door.wireMock().verify(1, getRequestedFor(urlEqualTo("/clusters/two")));
    }

    @Test
    void connectionThatBreaks_isRetriedByTheSdk() {
        fake.server.faults().on("ListClusters").times(2).dropBefore();
        overHttp.listClusters();
        fake.server.faults().on("ListClusters").times(2).dropBefore();
        inMemory.listClusters();
        fake.server.faults().on("ListClusters").times(2).dropBefore();
        async.listClusters().join();

        assertThat(fake.server
                        .calls()
                        .that(call -> call.outcome() == Call.Outcome.DROPPED)
                        .count())
                .isEqualTo(6);
    }

    @Test
    void connectionThatBreaksAfterwards_leavesTheEffect() {
        fake.server.faults().on("CreateCluster").always().dropAfter();

        // the first attempt creates, the retries are refused, but nobody hears of it
        assertThatThrownBy(() -> create(overHttp, "one")).isInstanceOf(SdkClientException.class);
        assertThat(overHttp.listClusters().clusters()).containsExactly("one");
    }

    @Test
    void simulatedCrash_leavesTheSdkAsItIs() {
        fake.server.faults().crashAfter("CreateCluster");

        assertThat(catchThrowable(() -> create(inMemory, "one"))).isExactlyInstanceOf(SimulatedCrash.class);
        assertThat(fake.server.calls().operations()).containsExactly("CreateCluster");
        assertThat(inMemory.listClusters().clusters()).containsExactly("one");
    }

    @Test
    void simulatedCrashOfAnAsynchronousClient_isFoundAsCause() {
        fake.server.faults().crashBefore("ListClusters");

        assertThatThrownBy(() -> async.listClusters().join()).hasRootCauseInstanceOf(SimulatedCrash.class);
        assertThat(fake.server.calls().count()).isEqualTo(1);
    }

    @Test
    void simulatedCrashOverHttp_breaksTheConnection() {
        fake.server.faults().on("CreateCluster").always().crashBefore();

        assertThatThrownBy(() -> create(overHttp, "one")).isInstanceOf(SdkClientException.class);
        assertThat(overHttp.listClusters().clusters()).isEmpty();
    }

    private static void create(EksClient eks, String name) {
        eks.createCluster(r -> r.name(name)
                .roleArn("arn:aws:iam::123456789012:role/eks")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }
}
