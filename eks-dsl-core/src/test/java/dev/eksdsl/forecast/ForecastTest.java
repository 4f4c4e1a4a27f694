package dev.eksdsl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eksdsl.waiting.Prior;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastTest {

    private static final Prior MINUTES = Prior.of(Duration.ofMinutes(10), Duration.ofMinutes(13));

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyGraph_takesAsLongAsItsLongestPart_andItsPartsNoLonger(long seed) {
        List<Activity<String>> all = RandomGraph.of(seed);
        Forecast<String> forecast = Forecast.of(all);

        Range whole = forecast.whole();
        assertThat(whole.low()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThanOrEqualTo(whole.high());
        for (int size = 0; size < all.size(); size++) {
            Range part = Forecast.of(all.subList(0, size)).whole();
            assertThat(part.low()).isLessThanOrEqualTo(whole.low());
            assertThat(part.high()).isLessThanOrEqualTo(whole.high());
        }
        assertThat(Forecast.of(RandomGraph.of(seed)).whole())
                .as("the same again")
                .isEqualTo(whole);
    }

    @Test
    void oneActivity_hasTheRangeOfItsPrior() {
        Forecast<String> forecast = Forecast.of(List.of(activity("cluster")));

        assertThat(forecast.of("cluster")).isEqualTo(Range.of(MINUTES.likely()));
        assertThat(seconds(forecast.whole().low()))
                .isCloseTo(seconds(MINUTES.likely().quantile(0.1)), within(5.0));
        assertThat(seconds(forecast.whole().high()))
                .isCloseTo(seconds(MINUTES.likely().quantile(0.9)), within(10.0));
    }

    @Test
    void oneAfterTheOther_takeTheSum_andBesideEachOtherTheLonger() {
        Activity<String> first = activity("first");
        Activity<String> second = activity("second");
        Range one = Forecast.of(List.of(first)).whole();

        Range chain = Forecast.of(List.of(first, after(second, Set.of("first"), Set.of())))
                .whole();
        Range beside = Forecast.of(List.of(first, second)).whole();
        Range begun = Forecast.of(List.of(first, after(second, Set.of(), Set.of("first"))))
                .whole();

        assertThat(chain.low()).isGreaterThan(one.low().multipliedBy(2));
        assertThat(chain.high()).isGreaterThan(one.high()).isLessThan(one.high().multipliedBy(2));
        assertThat(beside.low()).isGreaterThan(one.low());
        assertThat(beside.high()).isLessThan(chain.high());
        assertThat(begun).isEqualTo(beside);
    }

    @Test
    void oneLane_takesTheSum() {
        Activity<String> first = inLane(activity("first"));
        Activity<String> second = inLane(activity("second"));

        assertThat(Forecast.of(List.of(first, second)).whole())
                .isEqualTo(Forecast.of(List.of(activity("first"), after(activity("second"), Set.of("first"), Set.of())))
                        .whole());
    }

    @Test
    void nothingThatTakesTime_takesNone() {
        Activity<String> still =
                new Activity<>("still", Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

        assertThat(Forecast.of(List.of(still)).whole()).isEqualTo(Range.ZERO);
        assertThat(Forecast.of(List.<Activity<String>>of()).whole()).isEqualTo(Range.ZERO);
    }

    @Test
    void afterWhatIsNotThere_isRefused() {
        assertThatThrownBy(() -> Forecast.of(List.of(after(activity("second"), Set.of("first"), Set.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first");
    }

    static Activity<String> activity(String id) {
        return new Activity<>(id, Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.of(MINUTES));
    }

    private static Activity<String> after(Activity<String> activity, Set<String> ended, Set<String> begun) {
        return new Activity<>(activity.id(), ended, begun, Set.of(), Optional.empty(), activity.takes());
    }

    private static Activity<String> inLane(Activity<String> activity) {
        return new Activity<>(activity.id(), Set.of(), Set.of(), Set.of(), Optional.of("lane"), activity.takes());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
