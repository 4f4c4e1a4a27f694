package dev.eksdsl.execute;

import dev.eksdsl.aws.Backoff;
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
    private Optional<O> state;
    private Progress.Look<O> next;
    private Backoff backoff = Backoff.forActing();
    private @Nullable Instant started;
    private @Nullable Instant onTime;
    private boolean repeated;
    private boolean mayWrite = true;
    private int part;
    private volatile String status = NONE;
    private boolean waitsOnOthers;
    private boolean suspected;

    private StepRun(ResourceType<S, O> type, Step step, Inputs inputs) {
        this.step = step;
        this.type = type;
        this.spec = step.spec().map(type.specType()::cast);
        this.state = step.state().map(type.stateType()::cast);
        this.inputs = inputs;
        this.next = first();
    }

    static <S, O> StepRun<S, O> of(ResourceType<S, O> type, Step step, Inputs inputs) {
        return new StepRun<>(type, step, inputs);
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

    Duration elapsed(Instant now) {
        return started == null ? Duration.ZERO : Duration.between(started, now);
    }

    /** When it was started. */
    Instant started() {
        return Objects.requireNonNull(started, "it has not been started");
    }

    void start(Instant now) {
        started = now;
        onTime = now;
    }

    /** The time until now does not count towards the deadline: the step has waited for others. */
    void isOnTimeAt(Instant now) {
        onTime = now;
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
                return Optional.of(status);
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

    private Progress.Look<O> first() {
        if (step.status().isPresent()) {
            return acting -> type.resume(acting, state.orElseThrow());
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

    /** After a change of an earlier run has ended, what it did not yet cover is changed too. */
    private Optional<Progress.Look<O>> rest(O current) {
        if (step.status().isEmpty()) {
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
        return Optional.of(acting -> type.update(acting, spec.orElseThrow(), current, call, together));
    }

    private Optional<Progress.Look<O>> afterwards() {
        return switch (step.action()) {
            case REPLACE -> Optional.of(acting -> type.create(acting, spec.orElseThrow()));
            case CREATE, UPDATE ->
                throw new ResourceFailedException(step.resource() + " disappeared while it was being changed", "");
            case DELETE, NONE -> Optional.empty();
        };
    }
}
