package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Call;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.InventoryItem;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * A cluster's life where everything is as it is on AWS at once: durations that vary, reads of EC2 that lag, roles that settle,
 * rate limits, a deployer who may do just what it takes, calls that are throttled and answers that are lost.
 *
 * <p>{@code -Drealistic.seeds=7} runs one seed, {@code -Drealistic.seeds=100-500} these.
 */
class RealisticTest {

    private static final String SEEDS = "realistic.seeds";

    private static final EksClusterSpec SPEC = Clusters.production();

    static final EksClusterSpec CHANGED = Clusters.seed()
            .nodeGroup(
                    "general-workers",
                    ng -> ng.instanceTypes("m6i.large").scaling(2, 4, 12).label("tier", "general"))
            .nodeGroup("more-workers", ng -> ng.scaling(1, 1, 2))
            .logging("api", "audit")
            .irsa("api", "batch", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
            .tag("team", "api")
            .spec();

    private static String[] policies;

    @BeforeAll
    static void whatItTakes() {
        policies = Deployer.policies(SPEC, CHANGED);
    }

    static LongStream seeds() {
        String[] range = System.getProperty(SEEDS, "1-10").split("-");
        return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void life_isAsItIsWithoutTrouble(long seed) {
        try (FakeAws aws =
                FakeAws.builder().seed(seed).drawnDurations().rateLimits().build()) {
            aws.durations().set(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofMillis(seed * 137 % 5000));
            List<String> before = foreign(aws);
            EksSession eks = aws.session(
                    options -> options.credentialsProvider(aws.callers().limitedTo(policies)));
            trouble(aws, seed);

            String stage = "build";
            try {
                converge(eks, () -> eks.plan(SPEC));
                stage = "change";
                converge(eks, () -> eks.plan(CHANGED));
                stage = "node group update";
                updateNodes(aws, eks);
                stage = "destroy";
                converge(eks, () -> eks.planDestroy(Clusters.NAME));
                stage = "end";
                aws.faults().clear();
                assertThat(aws.inventory().stream().map(InventoryItem::toString))
                        .containsExactlyInAnyOrderElementsOf(before);
                // what is gone has no tags, so a deletion is refused when it is repeated because its answer was lost;
                // and
                // what is overdue is looked into as far as the caller may
                assertThat(denied(aws))
                        .allMatch(call -> call.operation()
                                .matches("(Delete|Detach|Disassociate|Release|Revoke).*|DescribeAccessEntry"));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed %d fails at %s; again: mvn -pl eks-dsl-testing -am test -Dtest=RealisticTest -D%s=%d -Dsurefire.failIfNoSpecifiedTests=false"
                                .formatted(seed, stage, SEEDS, seed),
                        e);
            }
        }
    }

    /** Others have things, too. */
    private static List<String> foreign(FakeAws aws) {
        aws.ec2Client().createVpc(q -> q.cidrBlock("10.9.0.0/16"));
        return aws.inventory().stream().map(InventoryItem::toString).toList();
    }

    /** One call in forty is throttled, one in sixty is lost or fails on AWS's side: half of these when they have had their effect. */
    private static void trouble(FakeAws aws, long seed) {
        aws.faults().onAnyCall().withProbability(0.025, seed).always().throttle();
        aws.faults().onAnyCall().withProbability(0.004, seed + 1).always().dropBefore();
        aws.faults().onAnyCall().withProbability(0.004, seed + 2).always().dropAfter();
        aws.faults().onAnyCall().withProbability(0.004, seed + 3).always().serverErrorBefore();
        aws.faults().onAnyCall().withProbability(0.004, seed + 4).always().serverErrorAfter();
    }

    private static void converge(EksSession eks, Supplier<Plan> wanted) {
        eks.apply(wanted.get()).orThrow();
        assertThat(Life.steps(wanted.get())).isEmpty();
    }

    /** Somebody lets EKS replace the nodes; the library waits for it, or does not mind. */
    private static void updateNodes(FakeAws aws, EksSession eks) {
        EksClient client = aws.eksClient();
        client.updateNodegroupVersion(q ->
                q.clusterName(Clusters.NAME).nodegroupName("general-workers").force(true));
        converge(eks, () -> eks.plan(CHANGED));
    }

    private static List<Call> denied(FakeAws aws) {
        return aws.calls()
                .that(call -> call.errorCode()
                        .filter(code -> code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation"))
                        .isPresent())
                .list();
    }
}
