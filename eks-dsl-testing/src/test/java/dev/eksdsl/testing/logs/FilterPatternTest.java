package dev.eksdsl.testing.logs;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | anything | true",
                "ERROR | [ERROR 400] bad | true",
                "ERROR | error | false",
                "ERROR bad | [ERROR 400] bad | true",
                "ERROR good | [ERROR 400] bad | false",
                "\"400] bad\" | [ERROR 400] bad | true",
                "?ERROR ?WARN | WARN x | true",
                "?ERROR ?WARN | INFO x | false",
                "ERROR -EXIT | ERROR x | true",
                "ERROR -EXIT | ERROR EXIT | false",
                "%4[0-9]{2}% | code 404 | true",
                "{ $.verb = \"get\" } | {\"verb\": \"get\"} | true",
                "{ $.verb = \"g*\" } | {\"verb\": \"get\"} | true",
                "{ $.verb != get } | {\"verb\": \"get\"} | false",
                "{ $.a.b[0] >= 5 } | {\"a\": {\"b\": [7]}} | true",
                "{ $.n < 5 && $.m = 1 } | {\"n\": 4, \"m\": 1} | true",
                "`{ ($.n > 5 || $.ok IS TRUE) && $.x NOT EXISTS }` | {\"n\": 4, \"ok\": true} | true",
                "{ $.z IS NULL } | {\"z\": null} | true",
                "{ $.n = 1 } | not json | false",
            })
    void patterns_areThoseOfTheGuide(String pattern, String message, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.a = ", "{ a = 1 }", "{ $.a ~ 1 }", "{}", "{ ($.a = 1 }", "a.b", "[a, b]"})
    void whatIsNoPattern_isRefused(String pattern) {
        assertRefused(() -> FilterPattern.parse(pattern), "InvalidParameterException");
    }
}
