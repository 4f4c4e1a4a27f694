package dev.eksdsl.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final VirtualTimeline timeline = new VirtualTimeline(Instant.parse("2026-01-02T03:04:05Z"));
    private final Intake intake = new Intake(timeline);
    private final Deque<CompletableFuture<String>> inside = new ArrayDeque<>();

    @Test
    void oneMoreEnters_whenOneHasLeft() {
        enter("one", Intake.AT_ONCE + 5);
        assertThat(inside).hasSize(Intake.AT_ONCE);

        inside.remove().complete("read");
        timeline.advance(Duration.ZERO);
        assertThat(inside).hasSize(Intake.AT_ONCE);
    }

    @Test
    void whatFails_leavesToo() {
        enter("one", Intake.AT_ONCE + 1);
        inside.remove().completeExceptionally(new IllegalStateException("refused"));
        timeline.advance(Duration.ZERO);

        assertThat(inside).hasSize(Intake.AT_ONCE);
    }

    @Test
    void places_doNotWaitForEachOther() {
        enter("one", Intake.AT_ONCE + 5);
        enter("two", 3);

        assertThat(inside).hasSize(Intake.AT_ONCE + 3);
    }

    @Test
    void opened_letsAllIn() {
        enter("one", Intake.AT_ONCE + 5);
        intake.open();
        timeline.advance(Duration.ZERO);

        assertThat(inside).hasSize(Intake.AT_ONCE + 5);
    }

    private void enter(String account, int members) {
        for (int i = 0; i < members; i++) {
            intake.enter(new FleetMember(account, "us-east-1", "c" + i), () -> {
                CompletableFuture<String> work = new CompletableFuture<>();
                inside.add(work);
                return work;
            });
        }
        timeline.advance(Duration.ZERO);
    }
}
