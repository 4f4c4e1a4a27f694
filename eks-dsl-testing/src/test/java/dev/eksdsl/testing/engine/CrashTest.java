package dev.eksdsl.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Faults;
import dev.eksdsl.testing.server.SimulatedCrash;
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

    @Test
    void apply_diesAtAnyWrite_isCompletedByTheNext() {
        examine("apply", aws -> {}, eks -> eks.plan(SPEC));
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
        examine("change", aws -> build(aws, Clusters.small().spec()), eks -> eks.plan(changed));
    }

    @Test
    void destroy_diesAtAnyWrite_isCompletedByTheNext() {
        examine("destroy", aws -> build(aws, SPEC), eks -> eks.planDestroy(Clusters.NAME));
    }

    /** Finds the writes of a clean run, and dies at each of them. */
    private static void examine(String what, Consumer<FakeAws> before, Function<EksSession, Plan> plan) {
        List<String> writes;
        List<String> wanted;
        try (FakeAws aws = FakeAws.create()) {
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
                    die(before, plan, n, effect, wanted);
                } catch (AssertionError | RuntimeException e) {
                    unhealed.add("dying " + point + ": " + e);
                }
            }
        }
        System.out.printf("%s: %d crash points, %d not healed%n", what, 2 * writes.size(), unhealed.size());
        assertThat(unhealed).as("of %d crash points", 2 * writes.size()).isEmpty();
    }

    private static void die(
            Consumer<FakeAws> before, Function<EksSession, Plan> plan, int write, boolean effect, List<String> wanted) {
        try (FakeAws aws = FakeAws.create()) {
            before.accept(aws);
            crash(aws.faults(), write, effect);
            EksSession dying = aws.session();
            Plan first = plan.apply(dying);
            assertThatThrownBy(() -> dying.apply(first)).isInstanceOf(SimulatedCrash.class);

            EksSession next = aws.session();
            next.apply(plan.apply(next)).orThrow();
            assertThat(Shapes.of(aws)).isEqualTo(wanted);
            assertThat(plan.apply(next).changes()).isEmpty();

            next.destroy(Clusters.NAME).orThrow();
            assertThat(aws.inventory()).isEmpty();
        }
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
