package dev.eksdsl.reliability.matrix;

import dev.eksdsl.reliability.matrix.Outcome.Healed;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts {@code matrix} and {@code pairs} of the command line. */
public final class MatrixProgram {

    private final Options options;
    private final PrintStream out;
    private final Matrix matrix;

    private MatrixProgram(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.matrix = new Matrix(options.seed());
    }

    /** Breaks each call in each way, one at a time. Ends the process with status 1 if something is not healed. */
    public static void matrix(String[] arguments) {
        MatrixProgram program = new MatrixProgram(Options.of(arguments), System.out);
        program.run(
                program::points,
                "stage | what goes wrong",
                point -> point.stage().text() + " | " + point.harms());
    }

    /** Breaks two calls of a run. Ends the process with status 1 if something is not healed. */
    public static void pairs(String[] arguments) {
        MatrixProgram program = new MatrixProgram(Options.of(arguments), System.out);
        program.run(
                () -> program.matrix.pairs(program.options.count()),
                "stage",
                point -> point.stage().text());
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        options.stages().stream().map(matrix::points).forEach(points::addAll);
        return options.sampled() ? matrix.sample(points) : points;
    }

    private void run(Supplier<List<Point>> all, String heading, Function<Point, String> group) {
        Instant started = Instant.now();
        List<Outcome> outcomes = matrix.run(options.points().isEmpty() ? all.get() : options.points(), this::tell);
        out.println(ResultTable.of(heading, outcomes, group));
        out.printf(
                "%d points in %d s%n",
                outcomes.size(), Duration.between(started, Instant.now()).toSeconds());
        if (outcomes.stream().anyMatch(outcome -> outcome.healed() == Healed.NOT)) {
            System.exit(1);
        }
    }

    /** A line that runs the point alone, for each that is not healed; with what went wrong, if it was asked for alone. */
    private synchronized void tell(Outcome outcome) {
        if (outcome.healed() == Healed.NOT || !options.points().isEmpty()) {
            out.println(outcome.line());
        }
    }
}
