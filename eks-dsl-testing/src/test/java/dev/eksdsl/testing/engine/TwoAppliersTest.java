package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.execute.ApplyHandle;
import dev.eksdsl.execute.Report;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two sessions at work on one cluster at the same time, as two people or two pipelines are. EC2 shows what the one makes to the
 * other only after a while, so each makes things that the other has made a moment ago. In the end there is one of everything.
 */
class TwoAppliersTest {

    private static final EksClusterSpec SPEC = Clusters.production();

    private static final EksClusterSpec CHANGED = Clusters.seed()
            .publicCidrs("203.0.113.0/24")
            .nodeGroup("general-workers", ng -> ng.instanceTypes("m6i.large").scaling(2, 3, 12))
            .addon("eks-pod-identity-agent")
            .irsa("api", "batch", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
            .tag("team", "api")
            .spec();

    private static List<String> wanted;

    @BeforeAll
    static void oneApplierAlone() {
        try (FakeAws aws = aws()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();
            wanted = Shapes.of(aws);
        }
    }

    /** @param later how long after the first the second begins, in milliseconds */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 1, 999, 1500, 2500, 5_000, 9_000, 30_000, 89_000, 95_000, 400_000, 600_000, 625_000, 640_000, 700_000
            })
    void bothMake_whatOneAloneWouldHaveMade(int later) {
        try (FakeAws aws = aws()) {
            both(aws, later, EksSession::plan).forEach(Report::orThrow);

            assertThat(Shapes.of(aws)).isEqualTo(wanted);
            assertThat(aws.session().plan(SPEC).isEmpty()).isTrue();
        }
    }

    /** The one meets node groups and a control plane that the other is changing: EKS refuses a second change meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 1500, 2500, 5_000, 9_000, 20_000, 60_000, 119_000})
    void bothChange_whatOneAloneWouldHaveChanged(int later) {
        try (FakeAws aws = aws()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();

            both(aws, later, (session, spec) -> session.plan(CHANGED)).forEach(Report::orThrow);

            assertThat(aws.session().plan(CHANGED).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2500, 30_000, 200_000, 360_000, 500_000})
    void bothDestroy_nothingIsLeft(int later) {
        try (FakeAws aws = aws()) {
            EksSession eks = aws.session();
            eks.apply(eks.plan(SPEC)).orThrow();

            both(aws, later, (session, spec) -> session.planDestroy(spec.name()))
                    .forEach(Report::orThrow);

            assertThat(aws.inventory()).isEmpty();
        }
    }

    private static List<Report> both(FakeAws aws, int later, BiFunction<EksSession, EksClusterSpec, Plan> plan) {
        EksSession one = aws.session();
        EksSession two = aws.session();
        ApplyHandle first = one.start(plan.apply(one, SPEC));
        aws.clock().advance(Duration.ofMillis(later));
        ApplyHandle second = two.start(plan.apply(two, SPEC));
        return List.of(aws.timeline().await(first.completion()), aws.timeline().await(second.completion()));
    }

    private static FakeAws aws() {
        return FakeAws.builder()
                .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
                .build();
    }
}
