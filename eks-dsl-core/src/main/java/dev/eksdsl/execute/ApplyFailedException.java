package dev.eksdsl.execute;

import dev.eksdsl.model.EksDslException;

/** A plan was not carried out in full. The report says how far it came; planning and applying again goes on from there. */
public final class ApplyFailedException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final transient Report report;

    ApplyFailedException(Report report) {
        super(
                report.toString(),
                report.failures().stream()
                        .findFirst()
                        .flatMap(StepResult::failure)
                        .orElse(null));
        this.report = report;
        report.failures().stream().skip(1).forEach(f -> f.failure().ifPresent(this::addSuppressed));
    }

    public Report report() {
        return report;
    }
}
