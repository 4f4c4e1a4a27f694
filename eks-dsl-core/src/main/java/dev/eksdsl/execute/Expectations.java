package dev.eksdsl.execute;

import dev.eksdsl.execute.StepResult.Outcome;
import dev.eksdsl.forecast.Forecast;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.forecast.RunningForecast;
import dev.eksdsl.plan.Step;
import dev.eksdsl.plan.StepId;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.time.Instant;

/** What a run is expected to take yet, and who is told of it when. Guarded by the run's lock. */
final class Expectations {

    /** The end of a step that took less than this is no news. */
    private static final Duration NEWS = Duration.ofSeconds(1);

    private final RunningForecast<StepId> forecast;
    private final Instant begun;
    /** So long after the begin a delay is told again: what is stuck is late at every look. */
    private Duration nextDelay = Duration.ZERO;

    private final Timeline timeline;
    private final RunLog log;

    Expectations(Forecast<StepId> forecast, Timeline timeline, RunLog log) {
        this.forecast = new RunningForecast<>(forecast);
        this.timeline = timeline;
        this.begun = timeline.now();
        this.log = log;
    }

    /** All begins. */
    void begin() {
        log.expected(now());
    }

    void started(Step step) {
        log.stepStarted(step, forecast.left(step.id(), timeline.now()));
        forecast.begun(step.id(), timeline.now());
    }

    /** AWS is at work on the step. */
    void waiting(StepRun<?, ?> step) {
        log.waiting(step, forecast.left(step.step().id(), timeline.now()));
        Outlook outlook = now();
        Duration elapsed = Duration.between(begun, timeline.now());
        if (outlook.delayed() && elapsed.compareTo(nextDelay) >= 0) {
            nextDelay = elapsed.multipliedBy(3).dividedBy(2);
            log.expected(outlook);
        }
    }

    /** Nothing more will be done of the step. */
    void over(StepRun<?, ?> step, Outcome outcome) {
        forecast.over(step.step().id(), timeline.now());
        if (outcome == Outcome.SUCCEEDED && step.elapsed(timeline.now()).compareTo(NEWS) > 0) {
            log.expected(now());
        }
    }

    Outlook now() {
        return forecast.at(timeline.now());
    }
}
