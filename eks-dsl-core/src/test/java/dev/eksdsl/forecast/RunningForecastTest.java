package dev.eksdsl.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunningForecastTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void latestEnd_movesLaterOnlyIfDelayed_andEndsAtZero(long seed) {
        Life life = new Life(RandomGraph.of(seed), seed, 1);
        Outlook before = life.outlook();
        assertThat(before.left()).isEqualTo(life.forecast.whole());
        while (!life.isOver()) {
            life.pass();
            Outlook now = life.outlook();
            assertThat(now.left().low())
                    .isGreaterThanOrEqualTo(Duration.ZERO)
                    .isLessThanOrEqualTo(now.left().high());
            assertThat(now.latest().isAfter(before.latest()) && !life.isOver()).isEqualTo(now.delayed());
            before = now;
        }
        assertThat(before.left()).isEqualTo(Range.ZERO);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allQuickerThanUsual_delaysNothing(long seed) {
        Life life = new Life(waitingForNoOther(seed), seed, 0.2);
        while (!life.isOver()) {
            life.pass();
            assertThat(life.outlook().delayed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leftOfOne_shrinksUntilItIsOverdue(long seed) {
        Life life = new Life(waitingForNoOther(seed), seed, 1);
        Map<String, Range> before = new HashMap<>();
        while (!life.isOver()) {
            life.pass();
            for (String id : life.underWay) {
                Range left = life.running.left(id, life.now);
                Range last = before.put(id, left);
                boolean overdue = Duration.between(life.begun.get(id), life.now)
                                .compareTo(life.forecast.of(id).high())
                        > 0;
                assertThat(last == null || overdue || left.high().compareTo(last.high()) <= 0)
                        .isTrue();
            }
        }
    }

    /** What waits for one of others, or for its lane, may be late for their sake. */
    private static List<Activity<String>> waitingForNoOther(long seed) {
        return RandomGraph.of(seed).stream()
                .map(a -> new Activity<>(
                        a.id(), a.after(), a.afterBegun(), Set.<String>of(), Optional.<String>empty(), a.takes()))
                .toList();
    }

    @Test
    void overdue_isSaid() {
        RunningForecast<String> running = new RunningForecast<>(Forecast.of(List.of(ForecastTest.activity("cluster"))));
        running.begun("cluster", START);
        Outlook before = running.at(START);

        Outlook after = running.at(START.plus(Duration.ofMinutes(20)));

        assertThat(after.delayed()).isTrue();
        assertThat(after.latest()).isAfter(before.latest());
        assertThat(after.left().high()).isPositive();
        running.over("cluster", START.plus(Duration.ofMinutes(21)));
        assertThat(running.left("cluster", START.plus(Duration.ofMinutes(21)))).isEqualTo(Range.ZERO);
    }

    @Test
    void waitingForOneOfOthers_isNotOverdue() {
        Activity<String> nodes = ForecastTest.activity("nodes");
        Activity<String> dns = new Activity<>("dns", Set.of(), Set.of(), Set.of("nodes"), nodes.lane(), nodes.takes());
        RunningForecast<String> running = new RunningForecast<>(Forecast.of(List.of(nodes, dns)));
        Instant muchLater = START.plus(Duration.ofHours(2));
        running.begun("dns", START);
        running.begun("nodes", muchLater.minusSeconds(60));

        assertThat(running.at(muchLater).delayed()).isFalse();
        assertThat(running.left("dns", muchLater)).isEqualTo(running.left("dns", START));
        running.over("nodes", muchLater);
        assertThat(running.left("dns", muchLater.plusSeconds(60)).high())
                .isLessThan(running.left("dns", muchLater).high());
    }

    /** Lets activities begin and end; each takes what its prior gives for a number of chance. */
    private static final class Life {

        private final Random random;
        private final List<Activity<String>> activities;
        private final double slowest;
        private final Forecast<String> forecast;
        private final RunningForecast<String> running;
        private final Map<String, Instant> ends = new HashMap<>();
        private final Map<String, Instant> begun = new HashMap<>();
        private final Set<String> underWay = new HashSet<>();
        private final Set<String> over = new HashSet<>();
        private Instant now = START;

        /** @param slowest what the numbers of chance are below */
        Life(List<Activity<String>> activities, long seed, double slowest) {
            this.random = new Random(seed);
            this.activities = activities;
            this.slowest = slowest;
            this.forecast = Forecast.of(activities);
            this.running = new RunningForecast<>(forecast);
        }

        boolean isOver() {
            assertThat(now).isBefore(START.plus(Duration.ofDays(30)));
            return over.size() == activities.size();
        }

        Outlook outlook() {
            return running.at(now);
        }

        /** Ends what is due, begins what may begin, then lets some time pass, at most until the next end. */
        void pass() {
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Activity<String> activity : activities) {
                    moved |= mayBegin(activity) && begin(activity);
                    moved |= mayEnd(activity) && end(activity);
                }
            }
            Instant later = now.plusSeconds(1 + random.nextInt(100));
            now = underWay.stream()
                    .map(ends::get)
                    .filter(end -> end.isAfter(now) && end.isBefore(later))
                    .min(Instant::compareTo)
                    .orElse(later);
        }

        private boolean mayBegin(Activity<String> activity) {
            return !begun.containsKey(activity.id())
                    && over.containsAll(activity.after())
                    && begun.keySet().containsAll(activity.afterBegun())
                    && (activity.lane().isEmpty()
                            || activities.stream().noneMatch(a -> a.lane().isPresent() && underWay.contains(a.id())));
        }

        private boolean begin(Activity<String> activity) {
            begun.put(activity.id(), now);
            Duration takes = activity.takes()
                    .map(prior -> prior.quantile(random.nextDouble() * slowest))
                    .orElse(Duration.ZERO);
            ends.put(activity.id(), now.plus(takes));
            running.begun(activity.id(), now);
            return underWay.add(activity.id());
        }

        private boolean mayEnd(Activity<String> activity) {
            return underWay.contains(activity.id())
                    && !ends.get(activity.id()).isAfter(now)
                    && (activity.oneOf().isEmpty() || activity.oneOf().stream().anyMatch(over::contains));
        }

        private boolean end(Activity<String> activity) {
            running.over(activity.id(), now);
            over.add(activity.id());
            return underWay.remove(activity.id());
        }
    }
}
