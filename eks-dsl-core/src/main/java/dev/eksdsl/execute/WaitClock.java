package dev.eksdsl.execute;

import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.ResourceType;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.waiting.Experience;
import dev.eksdsl.waiting.Prior;
import dev.eksdsl.waiting.Wait;
import dev.eksdsl.waiting.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a step has waited for what AWS does at the moment: from the look at which AWS had begun to the one at which it had
 * ended. A replacement waits twice. Used by one thread at a time.
 */
final class WaitClock {

    private final Experience experience;
    private final Work work;
    private final Duration expected;
    private final Prior stated;
    private @Nullable Instant begun;
    private @Nullable Instant lookedAt;
    private int looks;

    private WaitClock(Experience experience, Work work, Duration expected, Prior stated) {
        this.experience = experience;
        this.work = work;
        this.expected = expected;
        this.stated = stated;
    }

    /** For the first thing that the step does. */
    static WaitClock of(Step step, ResourceType<?, ?> type, Experience experience) {
        return step.action() == Action.REPLACE
                ? of(step, type, Action.DELETE, Optional.empty(), experience)
                : of(step, step.action(), step.call(), step.timing(), experience);
    }

    /** For what it does next. */
    static WaitClock of(
            Step step, ResourceType<?, ?> type, Action action, Optional<String> call, Experience experience) {
        return of(step, action, call, type.timing(action, call), experience);
    }

    private static WaitClock of(Step step, Action action, Optional<String> call, Timing timing, Experience experience) {
        Work work = new Work(step.resource().kind(), action.name().toLowerCase(Locale.ROOT), call.orElse(""));
        return new WaitClock(experience, work, timing.expected(), timing.prior());
    }

    /** How long it takes, as far as is known now. */
    Prior prior() {
        return experience.of(work, stated);
    }

    /** AWS is at work. */
    void looked(Instant now) {
        if (begun == null) {
            begun = now;
        }
        lookedAt = now;
        looks++;
    }

    /** It has been waited for before, perhaps by another process. */
    WaitClock goingOn(Instant since, int looksBefore) {
        begun = since;
        looks = looksBefore;
        return this;
    }

    /** AWS begins only now: until then the resource waited for others. */
    void restart(Instant now) {
        begun = now;
    }

    /** AWS has done it. When exactly is not known: in the middle between the last two looks, for all that is known. */
    void ended(Instant now) {
        if (begun != null && lookedAt != null) {
            Duration unseen = Duration.between(lookedAt, now).dividedBy(2);
            Duration took = Duration.between(begun, lookedAt).plus(unseen);
            experience.ended(work, took);
            experience.pace().ended(this, Duration.between(begun, now), expected);
        }
    }

    /** When it is as likely to have ended as not. */
    Instant likelyEnd(Instant now) {
        Duration elapsed = elapsed(now);
        return now.plus(prior().quantile(0.5, elapsed)).minus(elapsed);
    }

    Wait waited(Instant now, Duration slack) {
        Duration elapsed = elapsed(now);
        return new Wait(
                work.kind(),
                work.action(),
                elapsed,
                looks,
                expected,
                slack,
                experience.pace().attention(this, now, elapsed, expected),
                prior());
    }

    private Duration elapsed(Instant now) {
        return begun == null ? Duration.ZERO : Duration.between(begun, now);
    }
}
