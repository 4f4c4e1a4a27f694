package dev.eksdsl.plan;

import dev.eksdsl.EksSession;
import dev.eksdsl.MeasuredKinds;
import dev.eksdsl.aws.AwsClients;
import dev.eksdsl.aws.AwsOptions;
import dev.eksdsl.benchmarks.MeasuredCluster;
import dev.eksdsl.resource.Declared;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.testing.FakeAws;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Comparing what is wished with what was found, and ordering the steps: what a plan does once everything has been read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class DiffBenchmark {

    private static final Findings NOTHING_FOUND = new Findings(Map.of(), Map.of(), List.of(), Set.of());

    private final ResourceTypes types = MeasuredKinds.all();
    private List<Declared<?>> same = List.of();
    private List<Declared<?>> changed = List.of();
    private Steps steps = new Steps(types, NOTHING_FOUND, Set.of(), Spared.NOTHING);

    /** Makes the cluster, reads it, and keeps what was read. */
    @Setup
    public void read() {
        try (FakeAws aws = FakeAws.create();
                EksSession eks = aws.session()) {
            eks.apply(eks.plan(MeasuredCluster.production(MeasuredCluster.MOST_NODES)))
                    .orThrow();
            same = wishes(eks, MeasuredCluster.MOST_NODES);
            changed = wishes(eks, MeasuredCluster.CHANGED_MOST_NODES);
            steps = new Steps(types, found(aws), Set.of(), Spared.NOTHING);
        }
    }

    private List<Declared<?>> wishes(EksSession eks, int mostNodes) {
        return new Wishes(types, eks.plan(MeasuredCluster.production(mostNodes))).declared();
    }

    private Findings found(FakeAws aws) {
        AwsOptions options = new AwsOptions()
                .region(MeasuredCluster.REGION)
                .credentialsProvider(aws.credentials())
                .httpClient(aws.httpClient())
                .timeline(aws.timeline());
        try (AwsClients clients = options.clients()) {
            Survey survey = new Survey(types.declarable(), clients.remembering(), aws.timeline());
            return aws.timeline().await(survey.of(new Ownership(MeasuredCluster.NAME), same));
        }
    }

    /** Nothing has changed. */
    @Benchmark
    public List<Step> noChange() {
        return steps.toApply(same);
    }

    /** One field of one node group. */
    @Benchmark
    public List<Step> oneChange() {
        return steps.toApply(changed);
    }
}
