package dev.eksdsl.fleet;

import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.InvalidSpecException;
import dev.eksdsl.model.WrappedText;
import dev.eksdsl.plan.PlanText;
import java.util.ArrayList;
import java.util.List;

/** A fleet's report as text: a summary, a line for each place or cluster, each failure's cause, and what to do next. */
final class FleetReportText {

    private final FleetReport report;
    private final List<String> lines = new ArrayList<>();

    private FleetReportText(FleetReport report) {
        this.report = report;
    }

    static String of(FleetReport report) {
        return new FleetReportText(report).write();
    }

    private String write() {
        lines.add(Places.count(report.results().size(), "cluster") + ": " + counts(report.results()) + " · "
                + DurationText.of(report.took()));
        boolean single = report.results().size() <= Places.MOST_LINES;
        Places.by(report.results(), r -> r.member().place()).forEach((place, members) -> {
            lines.add("  " + place + (single ? "" : ": " + counts(members)));
            if (single) {
                members.forEach(this::member);
            }
        });
        if (!single) {
            Places.by(report.failures(), failed -> Places.shared(failed.problem()))
                    .forEach((problem, members) -> wrap(
                            Places.names(members.stream()
                                            .map(MemberResult::member)
                                            .toList()) + ": " + problem,
                            "  ✗ "));
        }
        report.slowestBucket()
                .filter(slowest -> slowest.averageWait().toSeconds() > 0 || report.throttled() > 0)
                .ifPresent(slowest -> wrap(
                        slowest.name() + ": a call waited " + DurationText.of(slowest.averageWait()) + " on average"
                                + (report.throttled() == 0
                                        ? ""
                                        : "; AWS throttled " + Places.count(report.throttled(), "call")),
                        "  slowest limit: "));
        if (!report.isSuccess()) {
            wrap(next(), "  next: ");
        }
        return String.join("\n", lines);
    }

    private void member(MemberResult result) {
        String name = result.member().cluster();
        if (result.isSuccess()) {
            result.report()
                    .ifPresent(r -> lines.add(
                            "    ✓ " + r.toString().lines().findFirst().orElse(name)));
        } else {
            wrap(result.problem(), "    " + (result.isCancelled() ? "· " : "✗ ") + name + "  ");
        }
    }

    private static String counts(List<MemberResult> results) {
        long done = results.stream().filter(MemberResult::isSuccess).count();
        long cancelled = results.stream().filter(MemberResult::isCancelled).count();
        long failed = results.size() - done - cancelled;
        return "%,d done".formatted(done)
                + (failed == 0 ? "" : ", %,d failed".formatted(failed))
                + (cancelled == 0 ? "" : ", %,d cancelled".formatted(cancelled));
    }

    private String next() {
        boolean anyInvalid = report.failures().stream()
                .anyMatch(result -> result.failure().orElse(null) instanceof InvalidSpecException);
        return (anyInvalid ? "correct the declarations, then " : "set right what is named above, then ")
                + "plan and apply the fleet again: what is done stays, and only the rest is carried out";
    }

    private void wrap(String text, String first) {
        boolean begun = false;
        for (String line : text.split("\n")) {
            lines.addAll(WrappedText.lines(line.strip(), begun ? "        " : first, "        ", PlanText.WIDTH));
            begun = true;
        }
    }
}
