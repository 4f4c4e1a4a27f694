package dev.eksdsl.reliability.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points as they are written on the command line. */
class PointTest {

    @ParameterizedTest
    @ValueSource(strings = {"apply:37:drop-after:seed=4", "destroy:5:kill-before+9:throttle:seed=12"})
    void written_isReadAgain(String text) {
        assertThat(Point.of(text)).hasToString(text);
    }

    @Test
    void read_saysWhatGoesWrongWhere() {
        assertThat(Point.of("change:5:error-after+9:second:seed=12"))
                .isEqualTo(new Point(
                        Stage.CHANGE, List.of(new Strike(5, Harm.ERROR_AFTER), new Strike(9, Harm.SECOND)), 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "apply:0x5:throttle:seed=4", "apply:5:flood:seed=4", "build:5:throttle:seed=4"})
    void nonsense_isRefused(String text) {
        assertThatThrownBy(() -> Point.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
