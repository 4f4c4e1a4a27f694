package dev.eksdsl.testing.engine;

import static dev.eksdsl.testing.assertions.EksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.Eks;
import dev.eksdsl.EksClusterSpec;
import dev.eksdsl.EksSession;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.execute.PlanClaim;
import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepAdvance;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepTrack;
import dev.eksdsl.execute.Verdict;
import dev.eksdsl.model.Output;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.StalePlanException;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.OtherDeclarationException;
import dev.eksdsl.testing.EksTest;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps carried out one advance at a time, each by a process of its own that knows nothing but what it is given. */
@EksTest
class StepRunnerTest {

    private static final EksClusterSpec SPEC = Eks.cluster(
            "steps",
            c -> c.version("1.35")
                    .nodeGroup("workers", ng -> ng.scaling(1, 2, 3))
                    .addon("coredns"));

    private static final EksClusterSpec CHANGED = Eks.cluster(
            "steps",
            c -> c.version("1.35")
                    .tag("team", "platform")
                    .logging("audit")
                    .nodeGroup("workers", ng -> ng.instanceTypes("m6i.xlarge").scaling(1, 2, 5))
                    .addon("coredns")
                    .allowReplace("nodegroup/workers"));

    @Test
    void eachAdvanceInAnotherProcess_makesChangesAndDestroysTheCluster(FakeAws aws, EksSession eks) {
        var before = aws.inventory();

        new Processes(aws, true).carryOut(eks.plan(SPEC));
        assertThat(eks.plan(SPEC)).hasNoChanges();

        new Processes(aws, true).carryOut(eks.plan(CHANGED));
        assertThat(eks.plan(CHANGED)).hasNoChanges();

        new Processes(aws, true).carryOut(eks.planDestroy("steps"));
        assertThat(aws.inventory()).isEqualTo(before);
    }

    @Test
    void whatAdvancesLeaveIsLost_nothingIsDoubled(FakeAws aws, EksSession eks) {
        aws.durations().set(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(2));
        new Processes(aws, false).carryOut(eks.plan(SPEC));

        assertThat(eks.plan(SPEC)).hasNoChanges();
        assertThat(aws.inventory().ofType("vpc")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateVpc", "AllocateAddress", "CreateCluster"})
    void answerIsLost_thereIsOneOfEach(String operation) {
        try (FakeAws aws = FakeAws.create();
                EksSession eks = aws.session()) {
            aws.durations().set(Durations.Of.EC2_READ_AFTER_WRITE, Duration.ofSeconds(10));
            aws.faults().on(operation).dropAfter();

            new Processes(aws, true).carryOut(eks.plan(SPEC));

            assertThat(aws.faults().isUsedUp()).isTrue();
            assertThat(eks.plan(SPEC)).hasNoChanges();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 17})
    void processDiesAfterAWrite_theNextTakesTheStepUp(int write) {
        try (FakeAws aws = FakeAws.create();
                EksSession eks = aws.session()) {
            aws.faults().crashAfterWrite(write);

            new Processes(aws, true).carryOut(eks.plan(SPEC));

            assertThat(aws.faults().isUsedUp()).isTrue();
            assertThat(eks.plan(SPEC)).hasNoChanges();
        }
    }

    @Test
    void stepThatIsDone_bearsAnotherAdvance(FakeAws aws, EksSession eks) {
        Plan plan = eks.plan(SPEC);
        Processes processes = new Processes(aws, true);
        processes.carryOut(plan);
        long mark = aws.calls().mark();

        Step vpc = plan.step("vpc/steps").orElseThrow();
        StepAdvance again =
                processes.advance(plan, vpc, StepTrack.begun(aws.clock().now()));

        assertThat(again).isInstanceOf(StepAdvance.Done.class);
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void refusedCall_isFinal(FakeAws aws, EksSession eks) {
        aws.faults().on("CreateVpc").always().deny();
        Plan plan = eks.plan(SPEC);

        assertThatThrownBy(() -> new Processes(aws, true).carryOut(plan))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("CreateVpc failed");
    }

    @Test
    void stalePlan_isRefused(FakeAws aws, EksSession eks) {
        Plan plan = eks.plan(SPEC);
        eks.apply(plan).orThrow();

        assertThatThrownBy(() -> eks.steps().begin(plan)).isInstanceOf(StalePlanException.class);
    }

    @Test
    void otherDeclarationHolds_nothingIsWritten(FakeAws aws, EksSession eks) {
        eks.apply(eks.plan(SPEC)).orThrow();
        Plan first = eks.plan(CHANGED);
        PlanClaim claim = eks.steps().begin(first);
        aws.clock().advance(Duration.ofMinutes(1));
        eks.steps().begin(eks.planDestroy("steps"));
        aws.clock().advance(Duration.ofMinutes(1));
        long mark = aws.calls().mark();

        Step step = first.changes().get(0);
        assertThatThrownBy(() -> eks.steps()
                        .advance(first, step.id(), StepTrack.begun(aws.clock().now()), Map.of(), claim))
                .isInstanceOf(OtherDeclarationException.class);
        assertThat(aws.calls().since(mark).writes().list()).isEmpty();
    }

    @Test
    void lookInTheEnd_tellsWhatSomebodyHasChanged(FakeAws aws, EksSession eks) {
        Plan plan = eks.plan(SPEC);
        Processes processes = new Processes(aws, true);
        processes.carryOut(plan);
        assertThat(eks.steps().look(processes.report(plan), processes.claim).isSuccess())
                .isTrue();

        aws.console().eks("steps").labelNodegroup("workers", "by", "hand");

        Report looked = eks.steps().look(processes.report(plan), processes.claim);
        assertThat(looked.isSuccess()).isFalse();
        assertThat(looked.verdict().differing()).singleElement().asString().contains("nodegroup/workers");
    }

    /** Runs steps one after the other, each advance with a new session; a crash ends but one of these. */
    private static final class Processes {
        private final FakeAws aws;
        private final boolean remembering;
        private final Map<Output, String> outputs = new HashMap<>();
        private PlanClaim claim = new PlanClaim(false, false, Instant.EPOCH);

        /** @param remembering whether what an advance has left is given to the next */
        Processes(FakeAws aws, boolean remembering) {
            this.aws = aws;
            this.remembering = remembering;
        }

        void carryOut(Plan plan) {
            try (EksSession session = aws.session()) {
                claim = session.steps().begin(plan);
                for (Step step : plan.steps()) {
                    session.steps()
                            .outputs(step)
                            .forEach(
                                    (name, value) -> outputs.put(step.resource().output(name), value));
                }
            }
            List<Step> left = new ArrayList<>(plan.changes());
            Map<Step, StepTrack> waiting = new HashMap<>();
            while (!left.isEmpty()) {
                Step step = left.remove(0);
                if (!run(plan, step, waiting)) {
                    left.add(step);
                }
            }
        }

        /** @return whether it is done; not if the rest is up to others */
        private boolean run(Plan plan, Step step, Map<Step, StepTrack> waiting) {
            Instant started = aws.clock().now();
            StepTrack track = waiting.getOrDefault(step, StepTrack.begun(started));
            while (true) {
                StepAdvance advance;
                try {
                    advance = advance(plan, step, track);
                } catch (SimulatedCrash crash) {
                    aws.clock().advance(Duration.ofMinutes(1));
                    continue;
                }
                if (advance instanceof StepAdvance.Done done) {
                    done.outputs()
                            .forEach(
                                    (name, value) -> outputs.put(step.resource().output(name), value));
                    return true;
                }
                if (advance instanceof StepAdvance.Waiting wait) {
                    track = after(wait.delay(), wait.track(), started);
                    if (wait.onOthers()) {
                        waiting.put(step, track);
                        return false;
                    }
                } else if (advance instanceof StepAdvance.Retrying retrying) {
                    track = after(retrying.delay(), retrying.track(), started);
                }
            }
        }

        /** A process that is lost with what it knew is not missed at once. */
        private StepTrack after(Duration delay, StepTrack left, Instant started) {
            aws.clock().advance(remembering ? delay : delay.plusMinutes(1));
            return remembering ? left : StepTrack.begun(started);
        }

        StepAdvance advance(Plan plan, Step step, StepTrack track) {
            try (EksSession session = aws.session()) {
                Plan alone = session.readPlan(session.toJson(plan.only(step.id())));
                return session.steps().advance(alone, step.id(), track, outputs, claim);
            }
        }

        Report report(Plan plan) {
            List<StepResult> results = plan.steps().stream()
                    .map(step -> new StepResult(
                            step,
                            step.acts() ? StepResult.Outcome.SUCCEEDED : StepResult.Outcome.UNCHANGED,
                            Duration.ZERO,
                            "",
                            Optional.empty(),
                            List.of()))
                    .toList();
            Verdict verdict = new Verdict(List.of(), List.of(), Optional.empty(), Optional.empty());
            return new Report(plan, Duration.ZERO, results, outputs, List.of(), verdict);
        }
    }
}
