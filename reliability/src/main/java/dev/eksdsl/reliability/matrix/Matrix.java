package dev.eksdsl.reliability.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Which points there are, and how they are run: on all cores, each on an AWS of its own. */
final class Matrix {

    private final Ground.Book grounds = new Ground.Book();
    private final long seed;

    /** @param seed another one gives other ids, and other surroundings to each point */
    Matrix(long seed) {
        this.seed = seed;
    }

    /**
     * Every call of the stage, broken in every way. Each point has surroundings of its own, in turn all, among those in which the
     * call is made at all: where EC2 lags there are more calls.
     */
    List<Point> points(Stage stage) {
        List<Ground> all = LongStream.range(0, Surroundings.ALL.size())
                .mapToObj(i -> grounds.of(stage, seed * Surroundings.ALL.size() + i))
                .toList();
        int most = all.stream().mapToInt(ground -> ground.calls().size()).max().orElse(0);
        List<Point> points = new ArrayList<>();
        for (int call = 1; call <= most; call++) {
            for (Harm harm : Harm.values()) {
                int turn = 7 * call + 2 * harm.ordinal();
                while (all.get(turn % all.size()).calls().size() < call) {
                    turn++;
                }
                boolean read = all.get(turn % all.size()).calls().get(call - 1).isRead();
                if (!read || harm.concernsReads()) {
                    points.add(
                            new Point(stage, List.of(new Strike(call, harm)), seed * all.size() + turn % all.size()));
                }
            }
        }
        return points;
    }

    /**
     * Some of the points: one for each stage, operation and kind of what goes wrong there. Which one of several is taken turns, so
     * that all surroundings and early and late calls are among them.
     */
    List<Point> sample(List<Point> points) {
        Map<String, List<Point>> strata = new LinkedHashMap<>();
        points.forEach(point -> strata.computeIfAbsent(
                        point.stage() + operation(point) + point.harms(), x -> new ArrayList<>())
                .add(point));
        List<Point> sample = new ArrayList<>();
        strata.values().forEach(stratum -> sample.add(stratum.get(sample.size() % stratum.size())));
        return sample;
    }

    /**
     * Points at which two things go wrong, drawn from the seed: of all stages, calls and kinds alike, the second at a later call of
     * the same run or of the one after it. No second process begins where one dies, for both are one process to the simulation.
     */
    List<Point> pairs(int count) {
        Random random = new Random(seed);
        List<Point> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            Stage stage = Stage.values()[random.nextInt(Stage.values().length)];
            long own = seed * Surroundings.ALL.size() + random.nextInt(Surroundings.ALL.size());
            int calls = grounds.of(stage, own).calls().size();
            int first = 1 + random.nextInt(calls - 1);
            int second = first + 1 + random.nextInt(calls - first);
            Harm one = Harm.values()[random.nextInt(Harm.values().length)];
            Harm other = Harm.values()[random.nextInt(Harm.values().length)];
            boolean apart = !(one == Harm.SECOND && other.kills()) && !(other == Harm.SECOND && one.kills());
            if (apart) {
                pairs.add(new Point(stage, List.of(new Strike(first, one), new Strike(second, other)), own));
            }
        }
        return pairs;
    }

    private String operation(Point point) {
        int call = point.strikes().get(0).call();
        return grounds.of(point.stage(), point.seed()).calls().get(call - 1).operation();
    }

    /** Runs the points, and gives what came of them in the same order. */
    List<Outcome> run(List<Point> points, Consumer<Outcome> listener) {
        ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Outcome>> running = points.stream()
                    .map(point -> cores.submit(() -> {
                        Outcome outcome = Trial.of(point, grounds);
                        listener.accept(outcome);
                        return outcome;
                    }))
                    .toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            cores.shutdownNow();
        }
    }
}
