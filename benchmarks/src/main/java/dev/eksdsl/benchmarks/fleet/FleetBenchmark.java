package dev.eksdsl.benchmarks.fleet;

import dev.eksdsl.EksSession;
import dev.eksdsl.aws.pacing.BucketUse;
import dev.eksdsl.benchmarks.Options;
import dev.eksdsl.fleet.FleetPlan;
import dev.eksdsl.fleet.FleetReport;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.testing.FakeAws;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Plans, applies and destroys a fleet in virtual time, and prints how long each took against the slowest bucket plus the longest
 * path of one cluster, with calls, throttled calls, heap and processor time.
 */
public final class FleetBenchmark {

    private static final double MEBIBYTE = 1024 * 1024;
    private static final double NANOS = 1e9;

    private FleetBenchmark() {}

    /** Options: {@code --clusters 1000}, {@code --sites 10} (accounts times regions), {@code --no-destroy}. */
    public static void main(String[] args) {
        Options options = Options.of(List.of(args), Set.of("--clusters", "--sites"), Set.of("--no-destroy"));
        int clusters = options.number("--clusters", 1000);
        int sites = options.number("--sites", 10);
        Alone alone = alone();
        System.out.printf(
                "%,d clusters over %,d account-regions; max heap %,.0f MiB%n",
                clusters, sites, Runtime.getRuntime().maxMemory() / MEBIBYTE);
        try (FleetStage stage = new FleetStage(clusters, sites)) {
            Phase phase = new Phase(stage);
            apply(stage, phase, alone);
            if (!options.has("--no-destroy")) {
                System.out.println(phase.measure(
                        "destroy", alone.destroy(), () -> stage.fleet().destroy()));
            }
        }
    }

    /** Holds on to plan and report no longer than a caller would who is done with them. */
    private static void apply(FleetStage stage, Phase phase, Alone alone) {
        FleetPlan plan = phase.measure("plan", alone.plan(), () -> stage.fleet().plan());
        System.out.println(plan);
        FleetReport applied =
                phase.measure("apply", alone.apply(), () -> stage.fleet().apply(plan));
        System.out.println(applied);
    }

    /** How long one cluster takes where nothing limits it. */
    private static Alone alone() {
        try (FakeAws aws = FakeAws.create()) {
            EksSession eks = aws.session();
            var plan = eks.plan(FleetStage.cluster("alone"));
            Duration before = aws.clock().elapsed();
            eks.apply(plan).orThrow();
            Duration applied = aws.clock().elapsed();
            eks.destroy("alone").orThrow();
            return new Alone(
                    before, applied.minus(before), aws.clock().elapsed().minus(applied));
        }
    }

    private record Alone(Duration plan, Duration apply, Duration destroy) {}

    /** Measures one thing after the other on the same stage. */
    private static final class Phase {

        private final FleetStage stage;
        private List<BucketUse> before = List.of();

        Phase(FleetStage stage) {
            this.stage = stage;
        }

        <T> T measure(String name, Duration path, Supplier<T> work) {
            Duration began = stage.aws().clock().elapsed();
            long cpu = cpu();
            T result = work.get();
            Duration took = stage.aws().clock().elapsed().minus(began);
            double seconds = (cpu() - cpu) / NANOS;
            List<BucketUse> after = stage.fleet().limits();
            List<BucketUse> used = after.stream().map(use -> use.since(before)).toList();
            BucketUse slowest =
                    used.stream().max(Comparator.comparing(BucketUse::least)).orElseThrow();
            long throttled = used.stream().mapToLong(BucketUse::throttled).sum();
            long calls = used.stream().mapToLong(BucketUse::calls).sum();
            before = after;
            Duration bound = slowest.least().plus(path);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s; slowest bucket %s %s + longest path %s = %s; ratio %.3f; %,d calls, %d throttled; %.1f s CPU;"
                            + " heap used %,.0f MiB%n",
                    name,
                    DurationText.of(took),
                    slowest.name(),
                    DurationText.of(slowest.least()),
                    DurationText.of(path),
                    DurationText.of(bound),
                    bound.isZero() ? 0 : (double) took.toMillis() / bound.toMillis(),
                    calls,
                    throttled,
                    seconds,
                    heap());
            return result;
        }

        private static long cpu() {
            return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }

        private static double heap() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
        }
    }
}
