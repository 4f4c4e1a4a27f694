package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.Faults;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The process dies at each writing call of a run, once before the call has its effect and once after, and another process
 * plans and applies again. Then AWS must hold exactly what a run without a crash leaves: no orphan, no double.
 */
class CrashTest {

    private static final EksClusterSpec SPEC = Clusters.production();

    /** What is there after the next apply, and the types of what is left after destroy. */
    private record Outcome(List<String> wanted, List<String> left) {}

    @Test
    void apply_diesAtAnyWrite_isCompletedByTheNext() {
        examine("apply", aws -> {}, eks -> eks.plan(SPEC), List.of());
    }

    @Test
    void change_diesAtAnyWrite_isCompletedByTheNext() {
        EksClusterSpec changed = Clusters.small()
                .logging("api", "audit")
                .publicCidrs("203.0.113.0/24")
                .supportType("STANDARD")
                .nodeGroup("general-workers", ng -> ng.scaling(1, 1, 2))
                .irsa("api", "batch", sa -> sa.managedPolicy("AmazonDynamoDBReadOnlyAccess"))
                .spec();
        // AWS leaves the log group of a control plane that logged, and destroy does not delete it
        examine("change", aws -> build(aws, Clusters.small().spec()), eks -> eks.plan(changed), List.of("log-group"));
    }

    @Test
    void destroy_diesAtAnyWrite_isCompletedByTheNext() {
        examine("destroy", aws -> build(aws, SPEC), eks -> eks.planDestroy(Clusters.NAME), List.of());
    }

    /**
     * Finds the writes of a clean run, and dies at each of them.
     *
     * @param left the types of what is there after all is destroyed
     */
    private static void examine(
            String what, Consumer<FakeAws> before, Function<EksSession, Plan> plan, List<String> left) {
        List<String> writes;
        List<String> wanted;
        try (FakeAws aws = aws()) {
            before.accept(aws);
            long mark = aws.calls().mark();
            EksSession eks = aws.session();
            eks.apply(plan.apply(eks)).orThrow();
            writes = aws.calls().since(mark).writes().operations();
            wanted = Shapes.of(aws);
        }
        List<String> unhealed = new ArrayList<>();
        for (int n = 1; n <= writes.size(); n++) {
            for (boolean effect : List.of(false, true)) {
                String point = (effect ? "after " : "before ") + "write " + n + ", " + writes.get(n - 1);
                try {
                    die(before, plan, n, effect, new Outcome(wanted, left));
                } catch (AssertionError | RuntimeException e) {
                    unhealed.add("dying " + point + ": " + e);
                }
            }
        }
        System.out.printf("%s: %d crash points, %d not healed%n", what, 2 * writes.size(), unhealed.size());
        assertThat(unhealed).as("of %d crash points", 2 * writes.size()).isEmpty();
    }

    private static void die(
            Consumer<FakeAws> before, Function<EksSession, Plan> plan, int write, boolean effect, Outcome outcome) {
        try (FakeAws aws = aws()) {
            before.accept(aws);
            crash(aws.faults(), write, effect);
            EksSession dying = aws.session();
            Plan first = plan.apply(dying);
            assertThatThrownBy(() -> dying.apply(first)).isInstanceOf(SimulatedCrash.class);

            EksSession next = aws.session();
            next.apply(plan.apply(next)).orThrow();
            assertThat(Shapes.of(aws)).isEqualTo(outcome.wanted());
            assertThat(plan.apply(next).changes()).isEmpty();

            next.destroy(Clusters.NAME).orThrow();
            assertThat(aws.inventory()).extracting(InventoryItem::type).containsExactlyElementsOf(outcome.left());
        }
    }

    /** An EC2 that shows what was made only after a while, so that the next process does not see all that the dead one made. */
    private static FakeAws aws() {
        return FakeAws.builder()
                .duration(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2))
                .build();
    }

    private static void crash(Faults faults, int write, boolean effect) {
        if (effect) {
            faults.crashAfterWrite(write);
        } else {
            faults.onWrite(write).crashBefore();
        }
    }

    private static void build(FakeAws aws, EksClusterSpec spec) {
        EksSession eks = aws.session();
        eks.apply(eks.plan(spec)).orThrow();
    }
}
