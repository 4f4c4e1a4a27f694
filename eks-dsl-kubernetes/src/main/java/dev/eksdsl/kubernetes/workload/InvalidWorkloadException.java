package dev.eksdsl.kubernetes.workload;

import dev.eksdsl.model.EksDslException;
import dev.eksdsl.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A declared workload would be refused, or would not do what was meant. Holds every problem found. */
public final class InvalidWorkloadException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidWorkloadException(String what, List<Problem> problems) {
        super("cannot declare " + what + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
        this.problems = List.copyOf(problems);
    }

    /** All that was found. */
    public List<Problem> problems() {
        return problems;
    }
}
