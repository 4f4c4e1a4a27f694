package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private final List<String> newestFirst = new ArrayList<>(List.of("e", "d", "c", "b", "a"));

    @Test
    void aListingComesInTheOrderOfItsKeys() {
        Page<String> first = byKey(null);
        assertThat(first.items()).containsExactly("a", "b");
        newestFirst.remove("b");
        assertThat(byKey(first.next()).items()).containsExactly("c", "d");
    }

    @Test
    void aListingKeepsAnOrderOfItsOwn() {
        Page<String> first = inOrder(null);
        Page<String> second = inOrder(first.next());
        Page<String> third = inOrder(second.next());
        assertThat(first.items()).containsExactly("e", "d");
        assertThat(second.items()).containsExactly("c", "b");
        assertThat(third.items()).containsExactly("a");
        assertThat(third.next()).isNull();
    }

    @Test
    void whatIsNewMovesTheNextPageAlong() {
        Page<String> first = inOrder(null);
        newestFirst.add(0, "f");
        assertThat(inOrder(first.next()).items()).containsExactly("c", "b");
    }

    @Test
    void theNextPageBeginsWhereTheLastItemWas() {
        Page<String> first = inOrder(null);
        newestFirst.remove("d");
        assertThat(inOrder(first.next()).items()).containsExactly("c", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "bm90aGluZw==", "YWZ0ZXI6eA==", "YWZ0ZXI6MDp4"})
    void aTokenFromElsewhereIsRefused(String token) {
        assertThatThrownBy(() -> inOrder(token)).isInstanceOf(AwsFault.class).hasMessage("no such token");
    }

    private Page<String> byKey(@Nullable String token) {
        return Page.of(newestFirst, Function.identity(), 2, token, PageTest::refusal);
    }

    private Page<String> inOrder(@Nullable String token) {
        return Page.inOrder(newestFirst, Function.identity(), 2, token, PageTest::refusal);
    }

    private static AwsFault refusal() {
        return new AwsFault(400, "InvalidNextToken", "no such token");
    }
}
