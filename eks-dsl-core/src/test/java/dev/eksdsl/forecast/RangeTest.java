package dev.eksdsl.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,       PT0S,     0s",
        "PT0.4S,     PT1.2S,   0s–2s",
        "PT9.9S,     PT67S,    9s–1m10s",
        "PT51S,      PT4M42S,  50s–4m45s",
        "PT8M14S,    PT12M20S, 8m–13m",
        "PT11M59.9S, PT12M,    11m–12m",
        "PT10M,      PT10M,    10m",
        "PT30M,      PT2H5M,   30m–2h10m"
    })
    void text_isRoundedToWhatIsKnown(Duration low, Duration high, String text) {
        assertThat(new Range(low, high)).hasToString(text);
    }

    @Test
    void negative_orTheWrongWayRound_isRefused() {
        assertThatThrownBy(() -> new Range(Duration.ofSeconds(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
