package dev.eksdsl.testing.assertions;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Plan}; see {@link EksAssertions}. Each method fails with an {@link AssertionError}. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    PlanAssert(Plan actual) {
        super(actual, PlanAssert.class);
    }

    /** Each of these resources would be created; others may be too. */
    public PlanAssert creates(String... resources) {
        return containsEach(Action.CREATE, resources);
    }

    /** Each of these resources would be changed in place; others may be too. */
    public PlanAssert updates(String... resources) {
        return containsEach(Action.UPDATE, resources);
    }

    /** Each of these resources would be deleted and created again; others may be too. */
    public PlanAssert replaces(String... resources) {
        return containsEach(Action.REPLACE, resources);
    }

    /** Each of these resources would be deleted; others may be too. */
    public PlanAssert deletes(String... resources) {
        return containsEach(Action.DELETE, resources);
    }

    /** Each of these resources is known to the plan and stays as it is. */
    public PlanAssert leaves(String... resources) {
        return containsEach(Action.NONE, resources);
    }

    public PlanAssert createsNothing() {
        return containsNone(Action.CREATE);
    }

    public PlanAssert updatesNothing() {
        return containsNone(Action.UPDATE);
    }

    public PlanAssert replacesNothing() {
        return containsNone(Action.REPLACE);
    }

    public PlanAssert deletesNothing() {
        return containsNone(Action.DELETE);
    }

    /** AWS is as declared. */
    public PlanAssert hasNoChanges() {
        isNotNull();
        if (!actual.isEmpty()) {
            throw failure("Expected a plan without changes, but it is%n%s", actual);
        }
        return this;
    }

    /** The plan has nothing to warn of. */
    public PlanAssert hasNoWarnings() {
        isNotNull();
        if (!actual.warnings().isEmpty()) {
            throw failure("Expected a plan without warnings, but it has %s in%n%s", actual.warnings(), actual);
        }
        return this;
    }

    /** The plan may be applied: no step of it is blocked. */
    public PlanAssert isNotBlocked() {
        isNotNull();
        if (!actual.blocked().isEmpty()) {
            throw failure("Expected a plan that may be applied, but steps are blocked in%n%s", actual);
        }
        return this;
    }

    /** A step of the plan may not run, for a reason that contains the text. */
    public PlanAssert isBlockedBecause(String text) {
        isNotNull();
        if (actual.blocked().stream()
                .noneMatch(step -> step.blocked().orElseThrow().contains(text))) {
            throw failure("Expected a step that is blocked because of \"%s\" in%n%s", text, actual);
        }
        return this;
    }

    /** Goes on with one field that changes, such as {@code scaling.max}, in whatever step. */
    public FieldAssert<PlanAssert> field(String path) {
        isNotNull();
        return new FieldAssert<>(this, path, changed(actual.steps()), actual);
    }

    /** Goes on with one field of one resource. */
    public FieldAssert<PlanAssert> field(String resource, String path) {
        isNotNull();
        List<Step> ofResource = actual.steps().stream()
                .filter(step -> step.resource().toString().equals(resource))
                .toList();
        return new FieldAssert<>(this, path, changed(ofResource), actual);
    }

    private static List<FieldChange> changed(List<Step> steps) {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    private PlanAssert containsEach(Action action, String... resources) {
        isNotNull();
        List<String> present = resources(action);
        List<String> missing =
                Arrays.stream(resources).filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw failure("Expected action %s for %s, but it is for %s in%n%s", name(action), missing, present, actual);
        }
        return this;
    }

    private PlanAssert containsNone(Action action) {
        isNotNull();
        if (actual.count(action) > 0) {
            throw failure(
                    "Expected action %s for no resource, but it is for %s in%n%s",
                    name(action), resources(action), actual);
        }
        return this;
    }

    private List<String> resources(Action action) {
        return actual.steps().stream()
                .filter(step -> step.action() == action)
                .map(step -> step.resource().toString())
                .distinct()
                .toList();
    }

    private static String name(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
