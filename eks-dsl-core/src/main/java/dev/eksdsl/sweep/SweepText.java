package dev.eksdsl.sweep;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.plan.PlanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a sweep found, as text: a summary on the first line, then the clusters by region, then what could not be read. */
final class SweepText {

    private static final String INDENT = "        ";

    private final SweepReport report;
    private final StringBuilder text = new StringBuilder();

    private SweepText(SweepReport report) {
        this.report = report;
    }

    static String of(SweepReport report) {
        return new SweepText(report).write();
    }

    private String write() {
        text.append(summary());
        String region = "";
        for (SweepFinding finding : report.findings()) {
            if (finding.outcome() == SweepOutcome.NO_LEASE) {
                continue;
            }
            if (!finding.region().equals(region)) {
                region = finding.region();
                text.append("\n  ").append(region);
            }
            cluster(finding);
        }
        List<SweepFinding> permanent = report.of(SweepOutcome.NO_LEASE);
        if (!permanent.isEmpty()) {
            text.append("\n  without a lease, left alone: ")
                    .append(permanent.stream()
                            .map(f -> f.cluster() + " (" + f.region() + ")")
                            .collect(Collectors.joining(", ")));
        }
        report.unread()
                .forEach((where, why) -> text.append("\n  ✗ ")
                        .append(where)
                        .append(" could not be read: ")
                        .append(why));
        return text.toString();
    }

    private String summary() {
        int expired = count(SweepOutcome.EXPIRED) + count(SweepOutcome.DELETED) + count(SweepOutcome.FAILED);
        int regions = report.regions().size();
        return "sweep of " + regions + (regions == 1 ? " region: " : " regions: ") + expired + " expired, "
                + count(SweepOutcome.LEASED) + " not yet, " + count(SweepOutcome.REFUSED) + " refused, "
                + count(SweepOutcome.NO_LEASE) + " without lease · "
                + (report.deletes() ? count(SweepOutcome.DELETED) + " deleted" : "dry run");
    }

    private void cluster(SweepFinding finding) {
        text.append("\n    ").append(symbol(finding.outcome())).append(' ').append(finding.cluster());
        if (finding.outcome() == SweepOutcome.DELETED) {
            text.append(finding.report().isPresent() ? "  deleted:" : "  deleted by somebody else:");
        }
        finding.until()
                .ifPresent(until -> text.append(finding.outcome() == SweepOutcome.DELETED ? " " : "  ")
                        .append(ends(until)));
        switch (finding.outcome()) {
            case REFUSED -> below("refused: " + finding.reason());
            case FAILED -> below("not deleted: " + finding.reason());
            default -> {}
        }
        if (!finding.holds().isEmpty() && finding.outcome() != SweepOutcome.LEASED) {
            below(holds(finding.holds()));
        }
    }

    private void below(String lines) {
        lines.lines().forEach(line -> {
            int column = PlanText.WIDTH;
            for (String word : line.split(" ")) {
                if (column + 1 + word.length() > PlanText.WIDTH) {
                    text.append('\n').append(INDENT).append(word);
                    column = INDENT.length() + word.length();
                } else {
                    text.append(' ').append(word);
                    column += 1 + word.length();
                }
            }
        });
    }

    private String ends(Instant until) {
        return until.isAfter(report.at())
                ? DurationText.of(Duration.between(report.at(), until)) + " left, until " + until
                : "expired " + DurationText.of(Duration.between(until, report.at())) + " ago, at " + until;
    }

    private static String holds(List<ResourceId> ids) {
        Map<String, Integer> kinds = new TreeMap<>();
        ids.forEach(id -> kinds.merge(id.kind(), 1, Integer::sum));
        return ids.size()
                + (ids.size() == 1 ? " resource: " : " resources: ")
                + kinds.entrySet().stream()
                        .map(kind -> kind.getKey() + (kind.getValue() == 1 ? "" : " × " + kind.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String symbol(SweepOutcome outcome) {
        return switch (outcome) {
            case EXPIRED, DELETED -> "-";
            case REFUSED -> "!";
            case FAILED -> "✗";
            default -> "·";
        };
    }

    private int count(SweepOutcome outcome) {
        return report.of(outcome).size();
    }
}
