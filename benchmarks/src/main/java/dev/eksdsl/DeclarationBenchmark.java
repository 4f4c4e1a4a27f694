package dev.eksdsl;

import dev.eksdsl.benchmarks.MeasuredCluster;
import dev.eksdsl.resource.Declared;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the builders to the resources that a declaration takes. The number of node groups is not held against EKS's quota here:
 * AWS raises that for an account.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class DeclarationBenchmark {

    /** How many node groups the cluster has. */
    @Param({"1", "10", "100", "1000"})
    public int groups = 1;

    private EksClusterSpec spec = MeasuredCluster.withNodeGroups(1);

    /** Declares what is compiled. */
    @Setup
    public void declare() {
        spec = MeasuredCluster.withNodeGroups(groups);
    }

    /** Through the builders to a value. */
    @Benchmark
    public EksClusterSpec build() {
        return MeasuredCluster.withNodeGroups(groups);
    }

    /** To the resources, with all defaults. */
    @Benchmark
    public List<Declared<?>> compile() {
        return ClusterCompiler.compile(spec, MeasuredCluster.REGION);
    }
}
