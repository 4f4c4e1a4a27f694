package dev.eksdsl.model;

import java.util.List;
import java.util.stream.Collectors;

/** A declaration cannot be carried out. Holds every problem found, warnings included. */
public final class InvalidSpecException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param cluster the cluster that was declared */
    public InvalidSpecException(String cluster, List<Problem> problems) {
        super(message(cluster, problems));
        this.problems = List.copyOf(problems);
    }

    /** All that was found: errors and warnings. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String cluster, List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        List<Problem> warnings = problems.stream().filter(p -> !p.isError()).toList();
        return "cannot plan cluster \"" + PrintableText.of(cluster) + "\": " + count(errors, "problem")
                + (warnings.isEmpty() ? "" : " and " + count(warnings, "warning"))
                + errors.stream().map(p -> "\n  " + p).collect(Collectors.joining())
                + warnings.stream().map(p -> "\n  warning " + p).collect(Collectors.joining());
    }

    private static String count(List<Problem> problems, String what) {
        return problems.size() + " " + what + (problems.size() == 1 ? "" : "s");
    }
}
