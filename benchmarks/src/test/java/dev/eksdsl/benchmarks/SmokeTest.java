package dev.eksdsl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** The benchmarks run at all. What they measure here is worth nothing. */
class SmokeTest {

    @Test
    void everyBenchmark_runsOnce() throws RunnerException {
        var results = CodePaths.once();

        assertThat(results).hasSize(24);
        assertThat(results)
                .extracting(RunResult::getPrimaryResult)
                .allSatisfy(result -> assertThat(result.getScore()).isPositive());
    }
}
