package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.waiting.LookPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When each step goes on: after a while, or, where it waits for other steps, when one of those has ended. Guarded by the run's
 * lock.
 */
final class Pauses {

    private final Timeline timeline;
    private final LookPolicy looks;
    private final Deadlines deadlines;
    private final Results results;
    private final Slack slack;
    private final Consumer<StepRun<?, ?>> next;
    private final List<StepRun<?, ?>> asleep = new ArrayList<>();
    /** The next look of each step that AWS is at work on. Whoever takes a look out makes it, or puts it off. */
    private final Map<StepId, NextLook> looking = new ConcurrentSkipListMap<>(Comparator.comparing(StepId::text));

    /** Not a record: two are never the same. */
    private static final class NextLook {
        private final StepRun<?, ?> step;
        private final Instant lookedAt;
        private final Instant due;
        private Timeline.@Nullable Scheduled scheduled;

        NextLook(StepRun<?, ?> step, Instant lookedAt, Instant due) {
            this.step = step;
            this.lookedAt = lookedAt;
            this.due = due;
        }
    }

    /** @param next lets a step go on */
    Pauses(Engine engine, Results results, Slack slack, Consumer<StepRun<?, ?>> next) {
        this.timeline = engine.timeline();
        this.looks = engine.looks();
        this.deadlines = engine.deadlines();
        this.results = results;
        this.slack = slack;
        this.next = next;
    }

    /**
     * AWS is at work on the step.
     *
     * @throws StepTimeoutException if its time is over
     */
    void untilNextLook(StepRun<?, ?> step) {
        Instant now = timeline.now();
        if (step.waitsOnOthers() && mayStillCome(step.step())) {
            asleep.add(step);
            return;
        }
        StepId id = step.step().id();
        slack.expect(id, step.clock().likelyEnd(now));
        Duration delay = looks.next(step.clock().waited(now, slack.of(id, now)));
        look(step, now, atMost(left(step, now), delay));
    }

    /** Something has ended. What had time to be looked at because that was expected to take longer, may have none any more. */
    void hasten() {
        Instant now = timeline.now();
        Instant last = slack.last(now);
        List.copyOf(looking.values()).forEach(look -> {
            Duration left = slack.of(look.step.step().id(), now, last);
            Instant wanted = look.lookedAt.plus(looks.next(look.step.clock().waited(look.lookedAt, left)));
            Instant due = wanted.isBefore(now) ? now : wanted;
            if (due.isBefore(look.due) && take(look)) {
                requireNonNull(look.scheduled).cancel();
                look(look.step, look.lookedAt, Duration.between(now, due));
            }
        });
    }

    private void look(StepRun<?, ?> step, Instant lookedAt, Duration pause) {
        NextLook look = new NextLook(step, lookedAt, timeline.now().plus(pause));
        looking.put(step.step().id(), look);
        look.scheduled = timeline.schedule(pause, () -> {
            if (take(look)) {
                next.accept(step);
            }
        });
    }

    private boolean take(NextLook look) {
        return looking.remove(look.step.step().id(), look);
    }

    /**
     * The step is to be tried again after this time.
     *
     * @throws StepTimeoutException if its time is over
     */
    void pause(StepRun<?, ?> step, Duration delay) {
        timeline.schedule(atMost(left(step, timeline.now()), delay), () -> next.accept(step));
    }

    private static Duration atMost(Duration left, Duration delay) {
        return delay.compareTo(left) < 0 ? delay : left;
    }

    private Duration left(StepRun<?, ?> step, Instant now) {
        Duration left = deadlines.of(step.step()).minus(step.dueFor(now));
        if (left.isZero() || left.isNegative()) {
            throw new StepTimeoutException(step.step(), step.elapsed(now), step.status());
        }
        return left;
    }

    /** A step has ended: those that waited for it look at once. Until now their deadline has not run. */
    void wake(StepId ended) {
        List<StepRun<?, ?>> woken = asleep.stream()
                .filter(step -> step.step().oneOf().contains(ended))
                .toList();
        asleep.removeAll(woken);
        for (StepRun<?, ?> step : woken) {
            step.isOnTimeAt(timeline.now());
            timeline.execute(() -> next.accept(step));
        }
    }

    /** Whether one of those that the step needs has yet to end. */
    private boolean mayStillCome(Step step) {
        return step.oneOf().stream().anyMatch(other -> !results.has(other));
    }
}
