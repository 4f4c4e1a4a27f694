package dev.eksdsl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {

    @ParameterizedTest
    @CsvSource({
        "production, production",
        "'名前 \"ä\" → 😀', '名前 \"ä\" → 😀'",
        "'\u001b[31mred', '\\u001b[31mred'",
        "'a\nb', 'a\\u000ab'",
        "'\u202egnp', '\\u202egnp'",
        "'\u2028', '\\u2028'",
        "'\udb40\udc01', '\\u{e0001}'"
    })
    void whatHasNoPicture_isWrittenOut(String text, String printable) {
        assertThat(PrintableText.of(text)).isEqualTo(printable);
    }

    @Test
    void halfACharacter_isWrittenOut() {
        assertThat(PrintableText.of("\ud800")).isEqualTo("\\ud800");
    }

    @Test
    void veryLongText_isCut_andSaysSo() {
        assertThat(PrintableText.of("x".repeat(70_000))).isEqualTo("x".repeat(600) + "… (69400 more)");
    }
}
