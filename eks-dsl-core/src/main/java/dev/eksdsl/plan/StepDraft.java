package dev.eksdsl.plan;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the steps of one resource, with what its kind says of lanes and times. */
record StepDraft<S, O>(ResourceType<S, O> type, ResourceId id, Optional<S> spec) {

    Step creates() {
        return step(Action.CREATE, List.of(), "", Optional.empty(), Optional.empty());
    }

    Step goesOn(Action action, O state, String status) {
        return step(action, List.of(), "goes on: " + status, Optional.of(state), Optional.of(status));
    }

    Step replaces(O state, List<FieldChange> changes, String reason) {
        return step(Action.REPLACE, changes, reason, Optional.of(state), Optional.empty());
    }

    Step rests(O state) {
        return step(Action.NONE, List.of(), "", Optional.of(state), Optional.empty());
    }

    Step deletes(O state) {
        return step(Action.DELETE, List.of(), type.summary(state), Optional.of(state), Optional.empty());
    }

    Step updates(O state, String call, List<FieldChange> changes) {
        return new Step(
                StepId.of(id, call),
                id,
                Action.UPDATE,
                Optional.of(call),
                changes,
                "",
                Set.of(),
                Set.of(),
                Set.of(),
                type.lane(Action.UPDATE),
                type.timing(Action.UPDATE, Optional.of(call)),
                spec.map(Object.class::cast),
                Optional.of(state),
                Optional.empty(),
                Optional.empty());
    }

    static Step blocked(Step step, String why) {
        return new Step(
                step.id(),
                step.resource(),
                step.action(),
                step.call(),
                step.changes(),
                step.reason(),
                step.after(),
                step.afterBegun(),
                step.oneOf(),
                step.lane(),
                step.timing(),
                step.spec(),
                step.state(),
                step.status(),
                Optional.of(why));
    }

    private Step step(
            Action action, List<FieldChange> changes, String reason, Optional<O> state, Optional<String> status) {
        boolean acts = action != Action.NONE;
        return new Step(
                StepId.of(id),
                id,
                action,
                Optional.empty(),
                changes,
                reason,
                Set.of(),
                Set.of(),
                Set.of(),
                acts ? type.lane(action) : Optional.<Lane>empty(),
                acts ? type.timing(action, Optional.empty()) : Timing.IMMEDIATE,
                spec.map(Object.class::cast),
                state.map(Object.class::cast),
                status,
                Optional.empty());
    }
}
