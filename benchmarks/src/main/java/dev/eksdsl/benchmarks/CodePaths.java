package dev.eksdsl.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The JMH benchmarks of this module. */
final class CodePaths {

    private CodePaths() {}

    /** Takes all, or what JMH's own options say; they are JMH's, so {@code -h} tells them. */
    static void measure(String[] options) throws IOException {
        Main.main(options);
    }

    /** Runs each once, in this process, to see that it runs: what is measured is worth nothing. */
    static Collection<RunResult> once() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }
}
