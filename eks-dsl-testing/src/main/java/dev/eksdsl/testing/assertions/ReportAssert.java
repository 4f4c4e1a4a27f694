package dev.eksdsl.testing.assertions;

import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.StringAssert;

/** Assertions on a {@link Report}; see {@link EksAssertions}. Each method fails with an {@link AssertionError}. */
public final class ReportAssert extends AbstractAssert<ReportAssert, Report> {

    ReportAssert(Report actual) {
        super(actual, ReportAssert.class);
    }

    /** Every step succeeded, and after a destruction nothing is left. */
    public ReportAssert isSuccess() {
        isNotNull();
        if (!actual.isSuccess()) {
            throw failure("Expected success, but the report is%n%s", actual);
        }
        return this;
    }

    /** The step of this resource failed itself, for a reason that contains the text. */
    public ReportAssert hasFailed(String resource, String text) {
        isNotNull();
        boolean found = actual.failures().stream()
                .filter(result -> result.step().resource().toString().equals(resource))
                .anyMatch(result -> result.reason().contains(text));
        if (!found) {
            throw failure("Expected %s to fail because of \"%s\", but the report is%n%s", resource, text, actual);
        }
        return this;
    }

    /** Each of these resources was skipped, because a step that it needs failed. */
    public ReportAssert hasSkipped(String... resources) {
        isNotNull();
        List<String> skipped = actual.results().stream()
                .filter(result -> result.outcome() == StepResult.Outcome.SKIPPED)
                .map(result -> result.step().resource().toString())
                .toList();
        if (!skipped.containsAll(List.of(resources))) {
            throw failure("Expected %s to be skipped, but those are %s in%n%s", List.of(resources), skipped, actual);
        }
        return this;
    }

    /** After a destruction: nothing is left. */
    public ReportAssert hasLeftNothing() {
        isNotNull();
        if (!actual.left().isEmpty()) {
            throw failure("Expected nothing to be left, but there is %s", actual.left());
        }
        return this;
    }

    /** Goes on with an output, such as {@code cluster/production.endpoint}; fails if there is none. */
    public StringAssert output(String written) {
        isNotNull();
        String value = actual.output(written)
                .orElseThrow(() -> failure(
                        "Expected an output %s, but there are %s",
                        written, actual.outputs().keySet()));
        return new StringAssert(value).as(written);
    }
}
