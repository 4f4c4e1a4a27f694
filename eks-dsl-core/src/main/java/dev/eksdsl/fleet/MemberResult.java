package dev.eksdsl.fleet;

import dev.eksdsl.execute.Report;
import dev.eksdsl.execute.StepResult;
import dev.eksdsl.execute.StepResult.Outcome;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What came of one cluster.
 *
 * @param member which one
 * @param report its report; empty if nothing of it was carried out
 * @param failure why nothing was carried out; empty if there is a report
 */
public record MemberResult(FleetMember member, Optional<Report> report, Optional<RuntimeException> failure) {

    /** Of a cluster that cannot be planned nothing is carried out. */
    public static MemberResult unplanned(MemberPlan plan) {
        return new MemberResult(plan.member(), Optional.empty(), plan.failure());
    }

    static MemberResult of(FleetMember member, Report report) {
        return new MemberResult(member, Optional.of(report), Optional.empty());
    }

    static MemberResult failed(FleetMember member, RuntimeException failure) {
        return new MemberResult(member, Optional.empty(), Optional.of(failure));
    }

    /** Whether it is as wished. */
    public boolean isSuccess() {
        return report.filter(Report::isSuccess).isPresent();
    }

    /** Whether it was called off, and nothing of it had failed. */
    public boolean isCancelled() {
        return failure.filter(CancellationException.class::isInstance).isPresent()
                || report.filter(r -> r.failures().isEmpty() && r.count(Outcome.CANCELLED) > 0)
                        .isPresent();
    }

    /** Why it is not as wished, in the words of its first cause; empty if it is. */
    public String problem() {
        if (isSuccess()) {
            return "";
        }
        return failure.map(Failures::text)
                .or(() -> report.map(MemberResult::firstCause))
                .orElse("");
    }

    private static String firstCause(Report report) {
        return report.failures().stream()
                .findFirst()
                .map(MemberResult::cause)
                .orElseGet(() -> report.toString().lines().findFirst().orElse(""));
    }

    private static String cause(StepResult result) {
        return result.step().id() + ": " + result.reason()
                + (result.causes().isEmpty() ? "" : " → " + result.causes().get(0));
    }
}
