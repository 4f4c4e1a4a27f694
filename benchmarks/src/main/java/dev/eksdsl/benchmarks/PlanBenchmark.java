package dev.eksdsl.benchmarks;

import dev.eksdsl.EksSession;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.testing.FakeAws;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A session's plans in memory, all reads and the fake's own work included; and plans as JSON, and back. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@State(Scope.Benchmark)
public class PlanBenchmark {

    private final FakeAws aws = FakeAws.create();
    private final EksSession eks = aws.session();
    private final Plan creation = eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES));
    private final String json = eks.toJson(creation);

    /** Makes the cluster. */
    @Setup
    public void apply() {
        eks.apply(creation).orThrow();
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        aws.close();
    }

    /** The cluster is as declared. */
    @Benchmark
    public Plan planOfNoChange() {
        aws.calls().clear();
        return eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES));
    }

    /** One field differs. */
    @Benchmark
    public Plan planOfOneChange() {
        aws.calls().clear();
        return eks.plan(MeasuredCluster.production(MeasuredCluster.CHANGED_MOST_NODES));
    }

    /** A plan that creates everything, as text. */
    @Benchmark
    public String toJson() {
        return eks.toJson(creation);
    }

    /** The same text, as a plan. */
    @Benchmark
    public Plan fromJson() {
        return eks.readPlan(json);
    }
}
