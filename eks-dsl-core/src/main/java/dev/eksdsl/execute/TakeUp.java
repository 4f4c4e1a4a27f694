package dev.eksdsl.execute;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Inputs;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what is left to do of a step, by what AWS shows of its resource, and not by what this process remembers. Pure.
 *
 * @param <S> the kind's specification
 * @param <O> the kind's state
 */
record TakeUp<S, O>(ResourceType<S, O> type, Step step, StepTrack track, Inputs inputs, Instant now) {

    /** What a step that goes on with what is there is told to be doing. */
    private static final String THERE = "there";

    private static final String SETTLING = "settling";

    /** What is to be done next. */
    sealed interface Next {

        /** Nothing: it is as wanted. */
        record Finished(Optional<Object> state) implements Next {}

        /** To look again later. */
        record Wait(String status) implements Next {}

        /** To carry out this. */
        record Act(Step rest) implements Next {}

        /** For a replacement: to delete, then to make anew. */
        record Remove(Step deletion) implements Next {}
    }

    Next next(Observation<O> found) {
        if (found instanceof Observation.Foreign<O> foreign && step.action() != Action.DELETE) {
            throw new EksDslException(foreign.description() + " exists and does not belong to this declaration");
        }
        return switch (step.action()) {
            case CREATE -> create(found);
            case REPLACE -> replace(found);
            case UPDATE -> update(found);
            case DELETE -> delete(found);
            case NONE -> new Next.Finished(step.state());
        };
    }

    private Next create(Observation<O> found) {
        if (found instanceof Observation.Changing<O> changing) {
            return new Next.Wait(changing.status());
        }
        if (found instanceof Observation.Present<O> present) {
            return complete(present.found());
        }
        verifyMayLast(found);
        return track.mayBeUnseen(now)
                ? new Next.Wait(SETTLING)
                : new Next.Act(as(step.id(), Action.CREATE, Optional.empty(), Optional.empty()));
    }

    /** What is there may be ours from an earlier advance, or another's; what is missing of it is made up for. */
    private Next complete(O state) {
        List<FieldChange> changes = changes(state);
        List<FieldChange> otherwise =
                changes.stream().filter(FieldChange::forcesReplacement).toList();
        if (!otherwise.isEmpty()) {
            throw new MadeOtherwiseException(step.resource(), otherwise);
        }
        // the id makes the client token: each call that is left has another
        StepId id = changes.isEmpty()
                ? step.id()
                : new StepId(step.id() + "#" + changes.get(0).call());
        return new Next.Act(as(id, Action.CREATE, Optional.of(state), Optional.of(THERE)));
    }

    private Next replace(Observation<O> found) {
        if (track.removed()) {
            return create(found);
        }
        if (found instanceof Observation.Leaving<O> leaving) {
            return new Next.Wait(leaving.status());
        }
        boolean isOld = found instanceof Observation.Broken<O>
                || found.state()
                        .filter(state ->
                                changes(type.stateType().cast(state)).stream().anyMatch(FieldChange::forcesReplacement))
                        .isPresent();
        return isOld ? new Next.Remove(as(step.id(), Action.DELETE, found.state(), Optional.empty())) : create(found);
    }

    private Next update(Observation<O> found) {
        if (found instanceof Observation.Changing<O> changing) {
            return new Next.Wait(changing.status());
        }
        verifyMayLast(found);
        O state = found.state()
                .orElseThrow(() ->
                        new ResourceFailedException(step.resource() + " disappeared while it was being changed", ""));
        List<FieldChange> open = changes(state).stream()
                .filter(change -> step.call().filter(change.call()::equals).isPresent())
                .toList();
        if (open.isEmpty()) {
            return new Next.Act(as(step.id(), Action.UPDATE, Optional.of(state), Optional.of(THERE)));
        }
        if (track.mayBeUnseen(now)) {
            return new Next.Wait(SETTLING);
        }
        if (track.acted().isPresent()) {
            throw new ResourceFailedException(
                    "the update of " + step.resource() + " has ended, but not changed " + open, "");
        }
        return new Next.Act(new Step(
                step.id(),
                step.resource(),
                step.action(),
                step.call(),
                open,
                step.reason(),
                step.after(),
                step.afterBegun(),
                step.oneOf(),
                step.lane(),
                step.timing(),
                step.spec(),
                Optional.of(state),
                Optional.empty(),
                step.blocked()));
    }

    private Next delete(Observation<O> found) {
        if (found instanceof Observation.Leaving<O> leaving) {
            return new Next.Wait(leaving.status());
        }
        return found.state().isPresent()
                ? new Next.Act(as(step.id(), Action.DELETE, found.state(), Optional.empty()))
                : new Next.Finished(Optional.empty());
    }

    private void verifyMayLast(Observation<O> found) {
        if (found instanceof Observation.Broken<O> broken) {
            throw new ResourceFailedException(step.resource() + " never worked", broken.reason());
        }
        if (found instanceof Observation.Leaving<O> leaving) {
            throw new ResourceFailedException(step.resource() + " is " + leaving.status(), "");
        }
    }

    private List<FieldChange> changes(O state) {
        return type.fields(inputs).compare(type.specType().cast(step.spec().orElseThrow()), state);
    }

    private Step as(StepId id, Action action, Optional<?> state, Optional<String> status) {
        return new Step(
                id,
                step.resource(),
                action,
                step.call(),
                step.changes(),
                step.reason(),
                step.after(),
                step.afterBegun(),
                step.oneOf(),
                step.lane(),
                step.timing(),
                step.spec(),
                state.map(Object.class::cast),
                status,
                step.blocked());
    }
}
