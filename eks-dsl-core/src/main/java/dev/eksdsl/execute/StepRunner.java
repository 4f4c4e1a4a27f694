package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Backoff;
import dev.eksdsl.aws.TransientErrors;
import dev.eksdsl.model.Input;
import dev.eksdsl.model.Output;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out single steps of plans, for those who bring an engine of their own that says which step is next and keeps what is
 * known between the calls: a workflow engine, a controller's reconcile. Between two calls nothing is remembered here, so each
 * may be made by another process, and any may be repeated: it observes what AWS shows of the resource, does what is left to
 * do, and says how far that is.
 *
 * <p>Whoever uses it runs a step when all of {@link Step#after()} have succeeded, one at a time in a {@link Step#lane()}, gives
 * it up at its deadline ({@code step.timing().deadline()}), and advances it no more at the same time in two processes than a
 * retry makes unavoidable. {@code EksSession.apply} does all of that itself. Thread-safe.
 */
public final class StepRunner {

    private final Engine engine;

    StepRunner(Engine engine) {
        this.engine = engine;
    }

    /**
     * Checks the plan against AWS and claims the cluster for its declaration. To be called once, before the first step; another
     * call before any step has written does no harm.
     *
     * @throws dev.eksdsl.model.EksDslException if the plan is blocked or stale, or for another account or region, as {@link
     *     Executor#start} has it; nothing was written
     */
    public PlanClaim begin(Plan plan) {
        Admission.Admitted admitted = engine.timeline()
                .await(new Admission(engine.types(), engine.aws(), engine.timeline(), engine.planner()).admit(plan));
        return new PlanClaim(admitted.held(), admitted.takenOver(), now());
    }

    /** The outputs of other steps that this one uses: {@link #advance} must be given those that exist. */
    public Set<Output> uses(Step step) {
        return uses(type(step), step);
    }

    /** What the resource of a step offered when the plan was made: all that a step without an action has to give. */
    public Map<String, String> outputs(Step step) {
        return outputs(type(step), step.state());
    }

    /**
     * Makes the next call or look of a step, and returns. It does not wait for AWS.
     *
     * @param plan the plan, or {@link Plan#only} this step of it
     * @param track what the last advance has left, or {@link StepTrack#begun}
     * @param outputs of steps that have succeeded, and of those without an action
     * @param claim what {@link #begin} has told
     * @throws dev.eksdsl.resource.OtherDeclarationException if the cluster follows another declaration now: no further step may
     *     be advanced
     * @throws dev.eksdsl.model.EksDslException if the step has failed for good
     */
    public StepAdvance advance(Plan plan, StepId step, StepTrack track, Map<Output, String> outputs, PlanClaim claim) {
        Step planned =
                plan.step(step.text()).orElseThrow(() -> new IllegalArgumentException("the plan has no step " + step));
        Inputs inputs = input -> input instanceof Input.Known known
                ? Optional.of(known.value())
                : input.output().map(outputs::get);
        Watch watch = new Watch(claims(plan), plan, claim.held(), claim.seen(), engine.aws(), engine.timeline());
        try {
            return advance(type(planned), plan, planned, track, inputs, watch);
        } catch (AwsCallException failure) {
            return retrying(track, failure);
        }
    }

    private <S, O> StepAdvance advance(
            ResourceType<S, O> type, Plan plan, Step step, StepTrack track, Inputs inputs, Watch watch) {
        Observation<O> found = engine.planner()
                .observe(type, plan.cluster(), step, engine.aws().remembering());
        TakeUp.Next next = new TakeUp<>(type, step, track, inputs, now()).next(found);
        if (next instanceof TakeUp.Next.Wait wait) {
            return waiting(step, track, wait.status(), false);
        }
        if (next instanceof TakeUp.Next.Finished finished) {
            return new StepAdvance.Done(outputs(type, finished.state()));
        }
        if (next instanceof TakeUp.Next.Remove removal) {
            StepAdvance removed = act(type, plan, step, removal.deletion(), track, inputs, watch);
            return removed instanceof StepAdvance.Done
                    ? advance(type, plan, step, track.withOldRemoved(), inputs, watch)
                    : removed;
        }
        return act(type, plan, step, ((TakeUp.Next.Act) next).rest(), track, inputs, watch);
    }

    private <S, O> StepAdvance act(
            ResourceType<S, O> type, Plan plan, Step step, Step rest, StepTrack track, Inputs inputs, Watch watch) {
        StepRun<S, O> run = StepRun.of(type, rest, inputs, engine.experience());
        run.start(track.started(), engine.aws());
        run.failedOnce();
        RunActing acting = new RunActing(run.aws(), plan, run, inputs, engine.timeline());
        try {
            return run.advance(acting, watch::beforeWrite)
                    .<StepAdvance>map(status -> waiting(step, track.acted(now()), status, run.waitsOnOthers()))
                    .orElseGet(() -> new StepAdvance.Done(run.outputs()));
        } catch (AwsCallException failure) {
            return retrying(failure.mayHaveHadEffect() ? track.acted(now()) : track, failure);
        }
    }

    private StepAdvance retrying(StepTrack track, AwsCallException failure) {
        StepTrack failed = track.failed(now());
        Instant since = failed.failingSince().orElseThrow();
        Duration delay = Backoff.again(failure, track.failures(), since, now()).orElseThrow(() -> failure);
        String why =
                TransientErrors.rule(failure).map(TransientErrors.Rule::why).orElse("");
        return new StepAdvance.Retrying(failed, why, String.valueOf(failure.getMessage()), delay);
    }

    private StepAdvance waiting(Step step, StepTrack track, String status, boolean onOthers) {
        StepTrack looked = track.looked();
        WaitClock clock = clock(step, track).goingOn(track.started(), looked.looks());
        Duration next = engine.looks().next(clock.waited(now(), Duration.ZERO));
        return new StepAdvance.Waiting(looked, status, onOthers, next);
    }

    private WaitClock clock(Step step, StepTrack track) {
        return step.action() == Action.REPLACE && track.removed()
                ? WaitClock.of(step, type(step), Action.CREATE, Optional.empty(), engine.experience())
                : WaitClock.of(step, type(step), engine.experience());
    }

    /**
     * Looks at AWS once more, when all steps are over, as every run that wrote does: what is not as wished although its steps
     * succeeded, who has taken the cluster over, what a destruction has left. What differs may be but a lag of EC2: it counts
     * if another look five seconds later shows it too.
     *
     * @param report what came of the steps
     * @param claim what {@link #begin} has told
     * @return the report, with what the look has told
     */
    public Report look(Report report, PlanClaim claim) {
        Plan plan = report.plan();
        AwsApi reads = engine.aws().remembering();
        Watch watch = new Watch(claims(plan), plan, claim.held(), claim.seen(), engine.aws(), engine.timeline());
        if (plan.goal() == Goal.DESTROY) {
            Report looked = report.withLeft(Leftovers.found(
                    report, engine.timeline().await(engine.planner().whatExists(plan.cluster(), reads))));
            return looked.isSuccess() ? looked : looked.with(verdict(List.of(), takeover(plan, watch, reads)));
        }
        if (plan.isEmpty()) {
            return report;
        }
        Sight sight = engine.timeline().await(Sight.at(engine.planner(), plan, reads));
        Optional<Takeover> takeover = sight.differing().isEmpty() ? Optional.empty() : takeover(plan, watch, reads);
        List<String> differing = takeover.isPresent() ? sight.differing() : sight.surprises(report);
        return report.with(verdict(differing, takeover));
    }

    private Optional<Takeover> takeover(Plan plan, Watch watch, AwsApi reads) {
        Optional<String> holder = claims(plan).holder(reads);
        return watch.isLost(holder)
                ? Optional.of(new Takeover(holder.orElse(""), watch.seen(), now()))
                : Optional.empty();
    }

    private static Verdict verdict(List<String> differing, Optional<Takeover> takeover) {
        return new Verdict(List.of(), differing, takeover, Optional.empty());
    }

    private Claims claims(Plan plan) {
        return new Claims(engine.types(), new Ownership(plan.cluster()), engine.timeline());
    }

    private ResourceType<?, ?> type(Step step) {
        return engine.types().kind(step.resource().kind());
    }

    private static <S> Set<Output> uses(ResourceType<S, ?> type, Step step) {
        return step.spec().map(type.specType()::cast).map(type::inputs).orElse(List.of()).stream()
                .flatMap(input -> input.output().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <O> Map<String, String> outputs(ResourceType<?, O> type, Optional<?> state) {
        return state.map(type.stateType()::cast).map(type::outputs).orElse(Map.of());
    }

    private Instant now() {
        return engine.timeline().now();
    }
}
