package dev.eksdsl.benchmarks.waiting;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.execute.Report;
import dev.eksdsl.testing.FakeAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** All ways through the same clouds: with one seed everything takes the same time, whoever asks for it. */
final class Comparison {

    private static final Way BOUND = new Peer("needed order, seen at once", new Tools.Bound());

    private static final Library LIBRARY = new Library("eks-dsl", Optional.empty());

    private static final List<Way> WAYS = List.of(
            LIBRARY,
            new Library("eks-dsl, a look every second", Optional.of(wait -> Duration.ofSeconds(1))),
            new Peer("needed order, Terraform's waits", new Tools.Terraform()),
            new Peer("needed order, SDK waiters", new Tools.Waiters()),
            new Peer("terraform-aws-modules/eks", new Tools.TerraformModule()),
            new Peer("eksctl", new Eksctl()),
            new Peer("the guide's commands in a row", new Tools.Script()));

    private Comparison() {}

    /** The rows for a job, the bound first. */
    static List<Row> of(Job job, LongStream seeds) {
        List<Map<Way, Outcome>> runs =
                seeds.parallel().mapToObj(seed -> outcomes(job, seed)).toList();
        List<Row> rows = new ArrayList<>();
        runs.get(0)
                .keySet()
                .forEach(way -> rows.add(Row.of(
                        way.title(),
                        runs.stream()
                                .map(run -> new Row.Sample(of(run, way), of(run, BOUND)))
                                .toList())));
        return rows;
    }

    private static Outcome of(Map<Way, Outcome> run, Way way) {
        return requireNonNull(run.get(way), way.title());
    }

    private static Map<Way, Outcome> outcomes(Job job, long seed) {
        Map<Way, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put(BOUND, run(BOUND, job, seed));
        WAYS.forEach(way -> outcomes.put(way, run(way, job, seed)));
        return outcomes;
    }

    private static Outcome run(Way way, Job job, long seed) {
        try (FakeAws aws = FakeAws.builder().seed(seed).drawnDurations().build()) {
            Optional<Report> built = LIBRARY.prepare(aws, job);
            return way.run(aws, job, built);
        } catch (RuntimeException e) {
            throw new IllegalStateException(way.title() + ", " + job.title() + ", seed " + seed + ": " + e, e);
        }
    }
}
