package dev.eksdsl.benchmarks;

import dev.eksdsl.EksSession;
import dev.eksdsl.testing.FakeAws;
import dev.eksdsl.waiting.HazardLooks;
import dev.eksdsl.waiting.LookPolicy;
import dev.eksdsl.waiting.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** When a waiting step looks again, by the policy that a session has unless given another; in turn for all waits of an apply. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class LookBenchmark {

    private final LookPolicy policy = new HazardLooks();
    private final List<Wait> waits = new ArrayList<>();
    private int turn;

    /** Creates a cluster, and keeps what the policy is asked. */
    @Setup
    public void record() {
        LookPolicy recording = wait -> {
            waits.add(wait);
            return policy.next(wait);
        };
        try (FakeAws aws = FakeAws.create();
                EksSession eks = aws.session(options -> options.part(LookPolicy.class, recording))) {
            eks.apply(eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES)))
                    .orThrow();
        }
    }

    /** One decision. */
    @Benchmark
    public Duration next() {
        turn = (turn + 1) % waits.size();
        return policy.next(waits.get(turn));
    }
}
