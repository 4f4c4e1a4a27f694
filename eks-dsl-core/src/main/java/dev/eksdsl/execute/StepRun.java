package dev.eksdsl.execute;

import dev.eksdsl.aws.Backoff;
import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Progress;
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

    private final Step step;
    private final ResourceType<S, O> type;
    private final Optional<S> spec;
    private final Inputs inputs;
    private Optional<O> state;
    private Progress.Look<O> next;
    private Backoff backoff = Backoff.forActing();
    private @Nullable Instant started;
    private boolean repeated;
    private int part;
    private String status = "none";
    private boolean waitsOnOthers;

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
    }

    /** The same again, because it failed in a way that passes. */
    Backoff failedOnce() {
        repeated = true;
        return backoff;
    }

    /**
     * Makes the next call or look.
     *
     * @return the status while AWS is at work; empty when the step is done
     */
    Optional<String> advance(Acting acting) {
        Progress<O> progress = next.look(acting);
        while (true) {
            if (progress instanceof Progress.Waiting<O> waiting) {
                backoff = Backoff.forActing();
                next = waiting.next();
                status = waiting.status();
                waitsOnOthers = waiting.onOthers();
                return Optional.of(status);
            }
            Optional<Progress.Look<O>> more;
            if (progress instanceof Progress.Done<O> done) {
                state = Optional.of(done.state());
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
