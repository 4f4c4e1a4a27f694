package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.Backoff;
import dev.eksdsl.aws.Turn;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step on its way: what to call next, and what is known of its resource. Used by one thread at a time.
 *
 * @param <S> the kind's specification
 * @param <O> the kind's state
 */
final class StepRun<S, O> {

    private static final String NONE = "none";

    private final Step step;
    private final ResourceType<S, O> type;
    private final Optional<S> spec;
    private final Inputs inputs;
    private final Experience experience;
    private WaitClock clock;
    private final Turn turn = new Turn();
    private Optional<O> state;
    private Progress.Look<O> next;
    private Backoff backoff = Backoff.forActing();
    private @Nullable AwsApi aws;
    private @Nullable Instant started;
    private @Nullable Instant onTime;
    private boolean repeated;
    private boolean mayWrite = true;
    private int part;
    private volatile String status = NONE;
    private boolean waitsOnOthers;
    private boolean soon;
    private boolean suspected;
    private boolean begun;

    private StepRun(ResourceType<S, O> type, Step step, Inputs inputs, Experience experience) {
        this.step = step;
        this.type = type;
        this.spec = step.spec().map(type.specType()::cast);
        this.state = step.state().map(type.stateType()::cast);
        this.inputs = inputs;
        this.experience = experience;
        this.clock = WaitClock.of(step, type, experience);
        this.next = first();
    }

    static <S, O> StepRun<S, O> of(ResourceType<S, O> type, Step step, Inputs inputs, Experience experience) {
        return new StepRun<>(type, step, inputs, experience);
    }

    Step step() {
        return step;
    }

    /** What the resource offers now; nothing if it is gone. */
    Map<String, String> outputs() {
        return state.map(type::outputs).orElse(Map.of());
    }

    boolean isRepeated() {
        return repeated;
    }

    /** Counts the changes that the step makes one after the other, from 0: each is a request of its own to AWS. */
    int part() {
        return part;
    }

    String status() {
        return status;
    }

    /** Whether AWS has done its part, and the rest is up to other steps. */
    boolean waitsOnOthers() {
        return waitsOnOthers;
    }

    /** Whether it goes on in a moment: nothing is waited for but the calls of other steps. */
    boolean goesOnSoon() {
        return soon;
    }

    Duration elapsed(Instant now) {
        return started == null ? Duration.ZERO : Duration.between(started, now);
    }

    /** How long it has waited for what AWS does at the moment. */
    WaitClock clock() {
        return clock;
    }

    /** How long all of it takes, as far as is known. */
    Prior prior() {
        return step.action() == Action.REPLACE ? step.timing().prior() : clock.prior();
    }

    /** Whether AWS has begun with what is to come of it in the end. */
    boolean hasBegun() {
        return begun;
    }

    boolean isStarted() {
        return started != null;
    }

    AwsApi aws() {
        return Objects.requireNonNull(aws, "it has not been started");
    }

    /** When it was started. */
    Instant started() {
        return Objects.requireNonNull(started, "it has not been started");
    }

    /** @param calls those of this step */
    void start(Instant now, AwsApi calls) {
        aws = calls;
        started = now;
        onTime = now;
    }

    /** The time until now does not count towards the deadline: the step has waited for others. */
    void isOnTimeAt(Instant now) {
        onTime = now;
        clock.restart(now);
    }

    /** What the step's calls are made in. */
    Turn turn() {
        return turn;
    }

    /** So long a call has to wait for its moment: that does not count towards the deadline. */
    void isHeldFor(Duration delay) {
        if (onTime != null) {
            onTime = onTime.plus(delay);
        }
    }

    /** How long it has been at work, as the deadline counts. */
    Duration dueFor(Instant now) {
        return onTime == null ? Duration.ZERO : Duration.between(onTime, now);
    }

    /**
     * Why it is not done, when the run is cancelled. May be asked while another thread uses the step.
     *
     * @param why what made the run end, such as {@code cancelled}
     */
    String interrupted(String why, Instant now) {
        if (started == null) {
            return why + " before it began";
        }
        String known = status;
        return why + " under way after " + DurationText.of(elapsed(now)) + "; "
                + (known.equals(NONE) ? "AWS has not answered yet" : "last status " + known);
    }

    /** Whether it is asked for the first time what may be in its way. */
    boolean isFirstSuspicion() {
        boolean first = !suspected;
        suspected = true;
        return first;
    }

    /** Why it does not come to be. Used beside the step's own work. */
    List<String> diagnose(Reading reading) {
        return type.diagnose(reading, inputs, step.resource(), spec);
    }

    /** The same again, because it failed in a way that passes. */
    Backoff failedOnce() {
        repeated = true;
        mayWrite = true;
        return backoff;
    }

    /**
     * Makes the next call or look.
     *
     * @param beforeWrite is run before what may write: a first try, a further one, and each further change
     * @return the status while AWS is at work; empty when the step is done
     */
    Optional<String> advance(Acting acting, Runnable beforeWrite) {
        if (mayWrite) {
            beforeWrite.run();
        }
        Progress<O> progress = next.look(acting);
        while (true) {
            if (progress instanceof Progress.Waiting<O> waiting) {
                backoff = Backoff.forActing();
                next = waiting.next();
                mayWrite = false;
                status = waiting.status();
                waitsOnOthers = waiting.onOthers();
                soon = waiting.soon();
                if (!soon) {
                    clock.looked(acting.now());
                }
                begun |= step.action() != Action.REPLACE || part > 0;
                return Optional.of(status);
            }
            if (isKnownFromBegin()) {
                clock.ended(acting.now());
            }
            Optional<Progress.Look<O>> more;
            if (progress instanceof Progress.Done<O> done) {
                state = Optional.of(done.state());
                verifyMade(done.state());
                more = rest(done.state());
            } else {
                state = Optional.empty();
                more = afterwards();
            }
            if (more.isEmpty()) {
                return Optional.empty();
            }
            repeated = false;
            part++;
            next = more.get();
            mayWrite = true;
            beforeWrite.run();
            progress = next.look(acting);
        }
    }

    /** Not where an earlier run began, an answer was lost, or it was up to others. */
    private boolean isKnownFromBegin() {
        return (step.status().isEmpty() || part > 0) && !repeated && !waitsOnOthers;
    }

    private Progress.Look<O> first() {
        if (step.status().isPresent()) {
            return acting -> spec.isPresent()
                    ? type.resume(acting, spec.get(), state.orElseThrow())
                    : type.resume(acting, state.orElseThrow());
        }
        return switch (step.action()) {
            case CREATE -> acting -> type.create(acting, spec.orElseThrow());
            case UPDATE ->
                acting -> type.update(
                        acting,
                        spec.orElseThrow(),
                        state.orElseThrow(),
                        step.call().orElseThrow(),
                        step.changes());
            case DELETE, REPLACE -> acting -> type.delete(acting, state.orElseThrow());
            case NONE -> acting -> Progress.done(state.orElseThrow());
        };
    }

    /** What was created may be another's, which a create call of ours has met: it must be what was to be created. */
    private void verifyMade(O made) {
        if (step.action() == Action.CREATE && step.status().isEmpty()) {
            List<FieldChange> otherwise = type.fields(inputs).compare(spec.orElseThrow(), made).stream()
                    .filter(FieldChange::forcesReplacement)
                    .toList();
            if (!otherwise.isEmpty()) {
                throw new MadeOtherwiseException(step.resource(), otherwise);
            }
        }
    }

    /** After a change of an earlier run has ended, what it did not yet cover is changed too; not if the step is one call's. */
    private Optional<Progress.Look<O>> rest(O current) {
        if (step.status().isEmpty() || step.call().isPresent()) {
            return Optional.empty();
        }
        List<FieldChange> open = type.fields(inputs).compare(spec.orElseThrow(), current).stream()
                .filter(change -> !change.forcesReplacement())
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String call = open.get(0).call();
        List<FieldChange> together =
                open.stream().filter(change -> change.call().equals(call)).toList();
        clock = WaitClock.of(step, type, Action.UPDATE, Optional.of(call), experience);
        return Optional.of(acting -> type.update(acting, spec.orElseThrow(), current, call, together));
    }

    private Optional<Progress.Look<O>> afterwards() {
        return switch (step.action()) {
            case REPLACE -> {
                clock = WaitClock.of(step, type, Action.CREATE, Optional.empty(), experience);
                yield Optional.of(acting -> type.create(acting, spec.orElseThrow()));
            }
            case CREATE, UPDATE ->
                throw new ResourceFailedException(step.resource() + " disappeared while it was being changed", "");
            case DELETE, NONE -> Optional.empty();
        };
    }
}
