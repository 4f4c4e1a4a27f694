package dev.eksdsl.waiting;

import static dev.eksdsl.waiting.Attention.CLOSE;
import static dev.eksdsl.waiting.Attention.CLOSEST;
import static dev.eksdsl.waiting.Attention.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Pace pace = new Pace();

    @Test
    void asLongAsNothingIsKnown_oneWaitIsWatchedForAll() {
        assertThat(attention("first", 0)).isEqualTo(CLOSE);
        assertThat(attention("second", 0)).isEqualTo(USUAL);
        assertThat(attention("first", 2)).isEqualTo(CLOSE);
        assertThat(attention("second", 2)).isEqualTo(USUAL);
    }

    @Test
    void whatGoesOnAsUsual_needsNoWatching() {
        assertThat(attention("first", 0)).isEqualTo(CLOSE);
        assertThat(attention("first", 60)).isEqualTo(USUAL);
        assertThat(attention("second", 0)).isEqualTo(USUAL);
    }

    @Test
    void whatEndsMuchSoonerThanUsual_letsAllBeWatched_theMoreCloselyTheLessTheyHaveLasted() {
        assertThat(attention("first", 0)).isEqualTo(CLOSE);
        pace.ended("first", Duration.ofSeconds(2), TEN_MINUTES);

        assertThat(attention("second", 2)).isEqualTo(CLOSEST);
        assertThat(attention("third", 100)).isEqualTo(CLOSE);
    }

    @Test
    void theOneThatWasWatchedHasEnded_anotherTakesItsPlace() {
        assertThat(attention("first", 0)).isEqualTo(CLOSE);
        pace.ended("first", Duration.ofSeconds(2), Duration.ofSeconds(5));

        assertThat(attention("second", 2)).isEqualTo(CLOSE);
    }

    @Test
    void theOneThatWasWatchedIsHeardOfNoMore_anotherTakesItsPlace() {
        assertThat(attention("first", 0)).isEqualTo(CLOSE);
        assertThat(attention("second", 0)).isEqualTo(USUAL);
        assertThat(attention("second", 1)).isEqualTo(CLOSE);
        assertThat(attention("first", 2)).isEqualTo(USUAL);
    }

    @Test
    void whatTakesNoTimeAnyway_tellsNothing() {
        pace.ended("first", Duration.ZERO, Duration.ofSeconds(20));
        assertThat(attention("second", 0)).isEqualTo(CLOSE);
        assertThat(attention("third", 0)).isEqualTo(USUAL);
    }

    private Attention attention(String wait, long seconds) {
        return pace.attention(wait, BEGUN.plusSeconds(seconds), Duration.ofSeconds(seconds), TEN_MINUTES);
    }
}
