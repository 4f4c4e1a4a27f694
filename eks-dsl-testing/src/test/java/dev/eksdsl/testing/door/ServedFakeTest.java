package dev.eksdsl.testing.door;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ServerException;

/** A whole fake behind WireMock, as its users have it. */
@EksTest
class ServedFakeTest {

    private FakeAws aws;
    private HttpDoor door;
    private EksClient client;

    @BeforeEach
    void serve() {
        door = aws.serve();
        client = EksClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(aws.credentials())
                .endpointOverride(door.url())
                .build();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void stubThatFails_winsOverTheFakeAndIsVerified() {
        door.wireMock()
                .stubFor(get(urlPathEqualTo("/clusters"))
                        .willReturn(aResponse()
                                .withStatus(500)
                                .withHeader("x-amzn-ErrorType", "ServerException")
                                .withBody("{\"message\":\"down\"}")));

        assertThatThrownBy(() -> client.listClusters())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("down");
        door.wireMock().verify(getRequestedFor(urlPathEqualTo("/clusters")));
        assertThat(aws.calls().operations()).doesNotContain("ListClusters");
    }

    @Test
    void stubIsTakenAway_theFakeAnswersAgain() {
        var stub = door.wireMock()
                .stubFor(get(urlPathEqualTo("/clusters")).willReturn(aResponse().withStatus(404)));
        door.wireMock().removeStub(stub);

        assertThat(client.listClusters().clusters()).isEmpty();
    }

    @Test
    void journals_showEveryCall() {
        client.listClusters();

        assertThat(door.wireMock().getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl())
                .containsExactly("/clusters");
        assertThat(aws.calls().operations()).containsExactly("ListClusters");
    }

    @Test
    void sessionOverHttpInVirtualTime_buildsACluster() {
        try (EksSession eks = Eks.connect(options -> options.region("us-east-1")
                .credentialsProvider(aws.credentials())
                .endpointOverride(door.url())
                .timeline(aws.timeline()))) {
            eks.apply(eks.plan(Eks.cluster("served", c -> c.version("1.35")))).orThrow();
        }

        assertThat(client.describeCluster(r -> r.name("served")).cluster().statusAsString())
                .isEqualTo("ACTIVE");
        assertThat(aws.session().access("served").name()).isEqualTo("served");
    }

    @Test
    void fakeIsClosed_portIsFree() {
        FakeAws another = FakeAws.create();
        int port = another.serve().port();
        another.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
    }
}
