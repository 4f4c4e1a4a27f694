package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyTokensTest {

    private record Create(String name) {}

    private record Delete(String name) {}

    private final IdempotencyTokens tokens =
            new IdempotencyTokens(token -> new AwsFault(400, "IdempotentParameterMismatch", token));
    private int made;

    @Test
    void aRequestRepeatedWithItsTokenDoesNothingTwice() {
        assertThat(once("t", new Create("a"))).isEqualTo(1);
        assertThat(once("t", new Create("a"))).isEqualTo(1);
        assertThat(once("u", new Create("a"))).isEqualTo(2);
    }

    @Test
    void withoutATokenEachRequestCounts() {
        assertThat(once(null, new Create("a"))).isEqualTo(1);
        assertThat(once("", new Create("a"))).isEqualTo(2);
    }

    @Test
    void anotherRequestWithTheTokenIsRefused() {
        once("t", new Create("a"));
        assertThatThrownBy(() -> once("t", new Create("b")))
                .isInstanceOf(AwsFault.class)
                .hasMessage("t");
    }

    @Test
    void aTokenCountsForOneOperation() {
        once("t", new Create("a"));
        assertThat(once("t", new Delete("a"))).isEqualTo(2);
    }

    @Test
    void whatIsForgottenIsDoneAgain() {
        once("t", new Create("cluster/part"));
        tokens.forget("clus");
        assertThat(once("t", new Create("cluster/part"))).isEqualTo(1);
        tokens.forget("cluster");
        assertThat(once("t", new Create("cluster/part"))).isEqualTo(2);
    }

    private int once(@Nullable String token, Record request) {
        String about = request instanceof Create create ? create.name() : "";
        return tokens.once(token, about, request, Integer.class, () -> ++made);
    }
}
