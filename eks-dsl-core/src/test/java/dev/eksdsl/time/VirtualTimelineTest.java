package dev.eksdsl.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {

    private final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T00:00:00Z"));
    private final List<String> ran = new ArrayList<>();

    @Test
    void await_runsWhatIsDueInOrderAndStopsWhenDone() {
        CompletableFuture<String> done = new CompletableFuture<>();
        time.schedule(Duration.ofMinutes(10), () -> done.complete("ten"));
        time.schedule(Duration.ofMinutes(5), () -> ran.add("five"));
        time.schedule(Duration.ofMinutes(5), () -> ran.add("five, later scheduled"));
        time.schedule(Duration.ofMinutes(11), () -> ran.add("too late"));

        assertThat(time.await(done)).isEqualTo("ten");
        assertThat(ran).containsExactly("five", "five, later scheduled");
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void cancelledAction_neverRuns() {
        time.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled")).cancel();
        time.advance(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void awaitingWhatNothingCanComplete_isToldAtOnce() {
        assertThatIllegalStateException().isThrownBy(() -> time.await(new CompletableFuture<>()));
    }

    @Test
    void errorOfAnAction_leavesThroughTheDriver() {
        time.execute(() -> {
            throw new AssertionError("killed");
        });
        assertThatThrownBy(() -> time.await(new CompletableFuture<>())).hasMessage("killed");
    }

    @Test
    void next_isTheMomentOfTheEarliestAction() {
        assertThat(time.next()).isEmpty();

        time.schedule(Duration.ofMinutes(2), () -> ran.add("two"));
        time.schedule(Duration.ofMinutes(1), () -> ran.add("one"));

        assertThat(time.next()).contains(Instant.parse("2026-11-22T00:01:00Z"));
    }

    @Test
    void actionKnowsThatItsThreadDrives() {
        List<Boolean> driven = new ArrayList<>();
        time.execute(() -> driven.add(time.isDrivenByCurrentThread()));

        time.advance(Duration.ZERO);

        assertThat(driven).containsExactly(true);
        assertThat(time.isDrivenByCurrentThread()).isFalse();
    }
}
