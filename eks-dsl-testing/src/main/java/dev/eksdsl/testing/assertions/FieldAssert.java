package dev.eksdsl.testing.assertions;

import dev.eksdsl.diff.FieldChange;
import dev.eksdsl.plan.Plan;
import java.util.List;
import org.assertj.core.api.Assertions;

/**
 * Assertions on a field that a plan changes. Values are compared as plans print them; the quotes around a text may be left
 * out.
 *
 * @param <O> the assertion that this one came from, and goes back to
 */
public final class FieldAssert<O> {

    private final O origin;
    private final String path;
    private final List<FieldChange> changes;
    private final Plan plan;

    FieldAssert(O origin, String path, List<FieldChange> all, Plan plan) {
        this.origin = origin;
        this.path = path;
        this.changes = all.stream().filter(change -> change.path().equals(path)).toList();
        this.plan = plan;
    }

    /** The field changes from one value to another. */
    public O changes(String before, String after) {
        boolean found =
                changes.stream().anyMatch(change -> isText(change.before(), before) && isText(change.after(), after));
        if (!found) {
            Assertions.fail(
                    "Expected field %s to change %s → %s, but the changes of it are %s in%n%s",
                    path, before, after, changes, plan);
        }
        return origin;
    }

    /** The field changes, from and to whatever. */
    public O changes() {
        if (changes.isEmpty()) {
            Assertions.fail("Expected field %s to change, but it does not in%n%s", path, plan);
        }
        return origin;
    }

    /** The field does not change. */
    public O doesNotChange() {
        if (!changes.isEmpty()) {
            Assertions.fail("Expected field %s to stay, but it changes %s in%n%s", path, changes, plan);
        }
        return origin;
    }

    /** The field changes, and only a new resource can have the new value. */
    public O forcesReplacement() {
        changes();
        if (changes.stream().noneMatch(FieldChange::forcesReplacement)) {
            Assertions.fail("Expected field %s to force a replacement, but it changes in place in%n%s", path, plan);
        }
        return origin;
    }

    private static boolean isText(String printed, String expected) {
        return printed.equals(expected) || printed.equals('"' + expected + '"');
    }
}
