package dev.eksdsl.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DurationsTest {

    @ParameterizedTest
    @EnumSource
    void drawn_hasTheMeasuredMedianAndTail(Durations.Of what) {
        List<Duration> draws = draws(new Durations().draw(1), what, 4000);

        assertThat((double) draws.get(2000).toMillis())
                .isBetween(what.median().toMillis() * 0.93, what.median().toMillis() * 1.07);
        assertThat((double) draws.get(3800).toMillis())
                .isBetween(what.p95().toMillis() * 0.88, what.p95().toMillis() * 1.12);
    }

    @Test
    void fixed_isTheMedianUnlessSet() {
        Durations durations = new Durations().set(Durations.Of.CLUSTER_DELETE, Duration.ofSeconds(1));

        assertThat(durations.of(Durations.Of.CLUSTER_CREATE)).isEqualTo(Duration.ofMinutes(10));
        assertThat(durations.of(Durations.Of.CLUSTER_DELETE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(durations.draw(1).of(Durations.Of.CLUSTER_DELETE))
                .as("what is set is not drawn")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void drawn_dependsOnTheSeed_andNotOnWhatElseIsDrawn() {
        Durations alone = new Durations().draw(5);
        Durations busy = new Durations().draw(5);
        busy.of(Durations.Of.NAT_GATEWAY_CREATE);
        busy.of(Durations.Of.IAM_SETTLE, "a-role");
        List<Duration> clusters = Stream.generate(() -> alone.of(Durations.Of.CLUSTER_CREATE))
                .limit(3)
                .toList();

        assertThat(Stream.generate(() -> busy.of(Durations.Of.CLUSTER_CREATE)).limit(3))
                .containsExactlyElementsOf(clusters);
        assertThat(clusters).doesNotHaveDuplicates();
        assertThat(new Durations().draw(6).of(Durations.Of.CLUSTER_CREATE)).isNotEqualTo(clusters.get(0));
    }

    @Test
    void drawnForAThing_staysTheSame() {
        Durations durations = new Durations().draw(5);
        Duration first = durations.of(Durations.Of.IAM_SETTLE, "one");

        assertThat(durations.of(Durations.Of.IAM_SETTLE, "two")).isNotEqualTo(first);
        assertThat(durations.of(Durations.Of.IAM_SETTLE, "one")).isEqualTo(first);
        assertThat(new Durations().of(Durations.Of.IAM_SETTLE, "one")).isEqualTo(Duration.ofSeconds(8));
    }

    private static List<Duration> draws(Durations durations, Durations.Of what, int count) {
        return Stream.generate(() -> durations.of(what)).limit(count).sorted().toList();
    }
}
