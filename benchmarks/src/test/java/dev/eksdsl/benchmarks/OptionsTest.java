package dev.eksdsl.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void whatIsSaid_counts_whatIsNotIsAsUsual() {
        Options options = read("--quietly", "--runs", "7");

        assertThat(options.number("--runs", 3)).isEqualTo(7);
        assertThat(options.number("--clusters", 1000)).isEqualTo(1000);
        assertThat(options.value("--clusters")).isEmpty();
        assertThat(options.has("--quietly")).isTrue();
    }

    @Test
    void whatNobodyUnderstands_isRefused_beforeAnythingIsMeasured() {
        refused("no such option: --help", "--help");
        refused("no such option: 7", "--runs", "7", "7");
        refused("--runs wants a value", "--quietly", "--runs");
    }

    @Test
    void aNumberThatIsNone_isRefusedByItsName() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read("--runs", "many").number("--runs", 3))
                .withMessage("--runs wants a number, not many");
    }

    private static void refused(String message, String... words) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read(words))
                .withMessage(message);
    }

    private static Options read(String... words) {
        return Options.of(List.of(words), Set.of("--runs", "--clusters"), Set.of("--quietly"));
    }
}
