package dev.eksdsl.testing.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.door.HttpDoor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Something before AWS breaks, and answers with a page that is no error of AWS. */
class FrontEndTest {

    private static final EksClusterSpec SPEC = Clusters.small().spec();

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void pageInPlaceOfAnAnswer_isTriedAgain() {
        try (FakeAws aws = FakeAws.create()) {
            HttpDoor door = aws.serve();
            once(door, "create", post(urlEqualTo("/")).withRequestBody(containing("Action=CreateVpc&")));
            once(door, "plan", post(urlEqualTo("/")).withRequestBody(containing("Action=DescribeVpcs&")));
            once(door, "look", get(urlEqualTo("/clusters/" + Clusters.NAME + "/addons/vpc-cni")));
            once(door, "post", post(urlEqualTo("/clusters/" + Clusters.NAME + "/node-groups")));
            EksSession eks = aws.session(
                    o -> o.httpClient(UrlConnectionHttpClient.create()).endpointOverride(door.url()));

            eks.apply(eks.plan(SPEC)).orThrow();

            assertThat(door.wireMock().getAllScenarios().getScenarios())
                    .extracting(Scenario::getState)
                    .containsOnly("over");
            assertThat(aws.ec2Client().describeVpcs().vpcs()).hasSize(1);
            assertThat(eks.plan(SPEC).isEmpty()).isTrue();
        }
    }

    private static void once(HttpDoor door, String scenario, MappingBuilder request) {
        door.wireMock()
                .stubFor(request.inScenario(scenario)
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(aResponse()
                                .withStatus(502)
                                .withHeader("Content-Type", "text/html")
                                .withBody("<html><body>Bad Gateway</body></html>")));
    }
}
