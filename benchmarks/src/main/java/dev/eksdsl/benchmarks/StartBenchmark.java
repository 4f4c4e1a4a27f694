package dev.eksdsl.benchmarks;

import dev.eksdsl.testing.FakeAws;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes from nothing until the first answer, in a fresh JVM: class loading included. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartBenchmark {

    /** The door in memory. */
    @Benchmark
    public int memory() {
        try (FakeAws aws = FakeAws.create()) {
            return aws.eksClient().listClusters().clusters().size();
        }
    }

    /** The door over HTTP, open and closed again. */
    @Benchmark
    public int http() {
        try (FakeAws aws = FakeAws.create()) {
            return aws.serve().port();
        }
    }
}
