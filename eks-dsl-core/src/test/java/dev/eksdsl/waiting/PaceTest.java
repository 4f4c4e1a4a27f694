package dev.eksdsl.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration USUAL = Duration.ofMinutes(10);

    private final Pace pace = new Pace();

    @Test
    void asLongAsNothingIsKnown_oneWaitIsWatchedForAll() {
        assertThat(isWatched("first", 0)).isTrue();
        assertThat(isWatched("second", 0)).isFalse();
        assertThat(isWatched("first", 2)).isTrue();
        assertThat(isWatched("second", 2)).isFalse();
    }

    @Test
    void whatGoesOnAsUsual_needsNoWatching() {
        assertThat(isWatched("first", 0)).isTrue();
        assertThat(isWatched("first", 60)).isFalse();
        assertThat(isWatched("second", 0)).isFalse();
    }

    @Test
    void whatEndsMuchSoonerThanUsual_letsAllBeWatched() {
        assertThat(isWatched("first", 0)).isTrue();
        pace.ended("first", Duration.ofSeconds(2), USUAL);

        assertThat(isWatched("second", 2)).isTrue();
        assertThat(isWatched("third", 100)).isTrue();
    }

    @Test
    void theOneThatWasWatchedHasEnded_anotherTakesItsPlace() {
        assertThat(isWatched("first", 0)).isTrue();
        pace.ended("first", Duration.ofSeconds(2), Duration.ofSeconds(5));

        assertThat(isWatched("second", 2)).isTrue();
    }

    @Test
    void theOneThatWasWatchedIsHeardOfNoMore_anotherTakesItsPlace() {
        assertThat(isWatched("first", 0)).isTrue();
        assertThat(isWatched("second", 9)).isFalse();
        assertThat(isWatched("second", 10)).isTrue();
        assertThat(isWatched("first", 11)).isFalse();
    }

    @Test
    void whatTakesNoTimeAnyway_tellsNothing() {
        pace.ended("first", Duration.ZERO, Duration.ofSeconds(20));
        assertThat(isWatched("second", 0)).isTrue();
        assertThat(isWatched("third", 0)).isFalse();
    }

    private boolean isWatched(String wait, long seconds) {
        Instant now = BEGUN.plusSeconds(seconds);
        return pace.isWatchedClosely(wait, now, Duration.ofSeconds(seconds), USUAL, now.plusSeconds(10));
    }
}
