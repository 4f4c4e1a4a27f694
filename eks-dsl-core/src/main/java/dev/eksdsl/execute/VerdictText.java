package dev.eksdsl.execute;

import dev.eksdsl.plan.Declaration;
import dev.eksdsl.plan.Goal;
import dev.eksdsl.plan.Plan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the last look at AWS told, as lines of a report. */
final class VerdictText {

    /** So many differences are listed, the rest is counted: after an early takeover nearly everything is missing. */
    private static final int LISTED = 10;

    private VerdictText() {}

    static List<String> lines(Plan plan, Verdict verdict) {
        List<String> lines = new ArrayList<>();
        verdict.repaired().forEach(step -> lines.add("  ↻ changed by somebody else meanwhile, set right: " + step));
        verdict.unseen()
                .ifPresent(why -> lines.add("  ! whether AWS is as wished was not looked at in the end: " + why));
        if (verdict.takeover().isPresent()) {
            overtaken(plan, verdict, verdict.takeover().get(), lines);
        } else if (!verdict.differing().isEmpty()) {
            lines.add("  ! somebody else keeps changing the cluster; still not as wished:");
            differing(verdict.differing(), lines);
            lines.add("    → find out who (AWS CloudTrail tells), then plan and apply again");
        }
        return lines;
    }

    private static void overtaken(Plan plan, Verdict verdict, Takeover takeover, List<String> lines) {
        lines.add("  ! overtaken: " + what(takeover.by()) + " this cluster");
        lines.add("    between " + second(takeover.after()) + " and " + second(takeover.noticed()) + "; this is "
                + (plan.goal() == Goal.DESTROY
                        ? "a destruction"
                        : plan.declaration().digest()));
        if (!verdict.differing().isEmpty()) {
            lines.add("    nothing more was written; it would still take:");
            differing(verdict.differing(), lines);
        }
        lines.add("    → decide which of the two is to hold, then plan and apply that one");
    }

    private static String what(String by) {
        return switch (by) {
            case "" -> "somebody deleted";
            case Declaration.DESTRUCTION -> "somebody began to destroy";
            default -> "declaration " + by + " came to hold for";
        };
    }

    private static void differing(List<String> differing, List<String> lines) {
        differing.stream().limit(LISTED).forEach(step -> lines.add("      " + step));
        if (differing.size() > LISTED) {
            lines.add("      … and " + (differing.size() - LISTED) + " more steps");
        }
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
