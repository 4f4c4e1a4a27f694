package dev.eksdsl.plan;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Lane;
import dev.eksdsl.resource.Timing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing to do, or to leave, with one resource. A value: it does nothing by itself.
 *
 * @param id what it is called; unique in the plan
 * @param resource what it acts on
 * @param action what is done
 * @param call for an update: the call that is made
 * @param changes for an update or a replacement: the fields that change
 * @param reason why, in a few words; empty where the action says it all
 * @param after the steps that must have succeeded before
 * @param afterBegun the steps that AWS must have begun with before; they need not have ended
 * @param oneOf steps of which one must succeed while this one waits; when all have failed, this one is given up
 * @param lane the lane it runs in
 * @param timing how long it usually takes, and when it is given up
 * @param spec the wish; empty if the resource is to go
 * @param state what was there when the plan was made; empty if nothing was
 * @param status what AWS calls a change that is under way already and that this step goes on with
 * @param blocked why the step may not run, and the way out; empty if it may
 */
public record Step(
        StepId id,
        ResourceId resource,
        Action action,
        Optional<String> call,
        List<FieldChange> changes,
        String reason,
        Set<StepId> after,
        Set<StepId> afterBegun,
        Set<StepId> oneOf,
        Optional<Lane> lane,
        Timing timing,
        Optional<Object> spec,
        Optional<Object> state,
        Optional<String> status,
        Optional<String> blocked) {

    public Step {
        changes = List.copyOf(changes);
        after = Set.copyOf(after);
        afterBegun = Set.copyOf(afterBegun);
        oneOf = Set.copyOf(oneOf);
    }

    /** Whether there is something to do. */
    public boolean acts() {
        return action != Action.NONE;
    }

    /** The same step in its place among others. */
    Step after(Set<StepId> before, Set<StepId> begun, Set<StepId> company) {
        return new Step(
                id, resource, action, call, changes, reason, before, begun, company, lane, timing, spec, state, status,
                blocked);
    }

    /** One line: symbol, resource, what changes. */
    @Override
    public String toString() {
        return action.symbol() + " " + id + (changes.isEmpty() ? "" : " " + changes);
    }
}
