package dev.eksdsl.sweep;

import dev.eksdsl.model.EksDslException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sweep found, and what it did. A value.
 *
 * @param at when it began
 * @param deletes whether it was to delete
 * @param regions where it looked, successfully or not
 * @param findings by region and name
 * @param unread what could not be looked at, with the reason: regions by id, and {@code iam}
 */
public record SweepReport(
        Instant at, boolean deletes, Set<String> regions, List<SweepFinding> findings, Map<String, String> unread) {

    public SweepReport {
        regions = new TreeSet<>(regions);
        findings = List.copyOf(findings);
        unread = new TreeMap<>(unread);
    }

    /** The findings of one outcome. */
    public List<SweepFinding> of(SweepOutcome outcome) {
        return findings.stream().filter(f -> f.outcome() == outcome).toList();
    }

    /** Whether it could look everywhere, and all that it was to delete is gone. What it refused is no failure. */
    public boolean isSuccess() {
        return unread.isEmpty() && of(SweepOutcome.FAILED).isEmpty();
    }

    /**
     * Returns this report if all went well.
     *
     * @throws EksDslException if not, with the text of this report
     */
    public SweepReport orThrow() {
        if (!isSuccess()) {
            throw new EksDslException(toString());
        }
        return this;
    }

    /** The summary on the first line, then each cluster by region. No colours. */
    @Override
    public String toString() {
        return SweepText.of(this);
    }
}
