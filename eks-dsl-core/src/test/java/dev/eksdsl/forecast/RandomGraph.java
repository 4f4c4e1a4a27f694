package dev.eksdsl.forecast;

import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Activities that come after each other at random, as the seed has it. */
final class RandomGraph {

    private RandomGraph() {}

    static List<Activity<String>> of(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(12);
        List<Activity<String>> activities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // what waits for another in its lane would wait for ever
            boolean inLane = random.nextInt(4) == 0;
            activities.add(new Activity<>(
                    "a" + i,
                    some(i, random),
                    some(i, random),
                    inLane ? Set.of() : some(i, random),
                    inLane ? Optional.of("lane") : Optional.empty(),
                    random.nextInt(5) == 0 ? Optional.empty() : Optional.of(prior(random))));
        }
        return activities;
    }

    private static Set<String> some(int before, Random random) {
        return IntStream.range(0, before)
                .filter(i -> random.nextInt(4) == 0)
                .mapToObj(i -> "a" + i)
                .collect(Collectors.toSet());
    }

    private static Prior prior(Random random) {
        Duration median = Duration.ofSeconds(1 + random.nextInt(600));
        return Prior.of(median, median.multipliedBy(100 + random.nextInt(300)).dividedBy(100));
    }
}
