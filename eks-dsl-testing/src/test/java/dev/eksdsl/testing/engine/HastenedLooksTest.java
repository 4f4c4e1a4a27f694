package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ProgressEvent;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What has time since something else is expected to take longer, has none any more when that has ended early. */
class HastenedLooksTest {

    private static final Duration NAT_GATEWAY = Duration.ofSeconds(62);

    /** Usually it takes more than two minutes. */
    private static final Duration CLUSTER = Duration.ofSeconds(65);

    @Test
    void clusterGoneEarly_natGatewayLookedAtSoon() {
        try (FakeAws aws = FakeAws.builder()
                .duration(Durations.Of.NAT_GATEWAY_DELETE, NAT_GATEWAY)
                .duration(Durations.Of.CLUSTER_DELETE, CLUSTER)
                .build()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Clusters.small().spec())).orThrow();
            Map<String, Duration> took = new TreeMap<>();
            eks.apply(eks.planDestroy(Clusters.NAME), event -> {
                        if (event instanceof ProgressEvent.StepSucceeded done) {
                            took.put(done.step().resource().kind(), done.took());
                        }
                    })
                    .orThrow();

            assertThat(took.get("nat-gateway"))
                    .isBetween(NAT_GATEWAY, took.get("cluster").plusSeconds(1));
        }
    }

    @Test
    void nodeGroup_goesAsSoonAsItsAddonsAreGoing() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(Clusters.small().spec())).orThrow();
            Plan plan = eks.planDestroy(Clusters.NAME);
            Step nodes = plan.steps().stream()
                    .filter(step -> step.resource().equals(new ResourceId("nodegroup", "workers")))
                    .findFirst()
                    .orElseThrow();

            assertThat(nodes.afterBegun())
                    .extracting(StepId::text)
                    .containsExactlyInAnyOrder("addon/coredns", "addon/kube-proxy", "addon/vpc-cni");
            assertThat(nodes.after()).isEmpty();
        }
    }
}
