package dev.eksdsl.execute;

import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.TransientErrors;
import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.forecast.Range;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.plan.Step;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, and the listener's queue, what happens in a run. All but {@link #tell} is cheap, and may be used with a lock held. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.step");

    private final EventQueue events;
    private final Timeline timeline;

    RunLog(EventQueue events, Timeline timeline) {
        this.events = events;
        this.timeline = timeline;
    }

    /** Hands out to the listener what is in line. Not to be called with a lock held. */
    void tell() {
        events.drain();
    }

    void started(Plan plan) {
        events.add(new ProgressEvent.Started(timeline.now(), plan));
    }

    /** What somebody else has changed is set right by this plan. */
    void resumed(Plan plan) {
        LOG.warn("{} was changed by somebody else meanwhile: {}", plan.cluster(), plan.changes());
        events.add(new ProgressEvent.Resumed(timeline.now(), plan));
    }

    void expected(Outlook outlook) {
        events.add(new ProgressEvent.Expected(timeline.now(), outlook));
    }

    void stepStarted(Step step, Range takes) {
        events.add(new ProgressEvent.StepStarted(timeline.now(), step, takes));
    }

    void waiting(StepRun<?, ?> step, Range left) {
        events.add(new ProgressEvent.StepWaiting(timeline.now(), step.step(), step.status(), elapsed(step), left));
    }

    void retried(Step step, AwsCallException failure, Duration delay) {
        String why =
                TransientErrors.rule(failure).map(TransientErrors.Rule::why).orElse("");
        String said = String.valueOf(failure.getMessage());
        LOG.info("{} is tried again in {}: {}: {}", step.id(), delay, why, said);
        events.add(new ProgressEvent.StepRetried(timeline.now(), step, why, said, delay));
    }

    void succeeded(StepRun<?, ?> step) {
        LOG.info("{} done in {}", step.step().id(), elapsed(step));
        events.add(new ProgressEvent.StepSucceeded(timeline.now(), step.step(), elapsed(step)));
    }

    void failed(Step step, String reason) {
        LOG.warn("{} failed: {}", step.id(), reason);
        events.add(new ProgressEvent.StepFailed(timeline.now(), step, reason));
    }

    void diagnosed(Step step, List<String> causes) {
        if (!causes.isEmpty()) {
            LOG.warn("in the way of {}: {}", step.id(), causes);
            events.add(new ProgressEvent.StepDiagnosed(timeline.now(), step, causes));
        }
    }

    void skipped(Step step, Step because) {
        events.add(new ProgressEvent.StepSkipped(timeline.now(), step, because));
    }

    void cancelled(Step step) {
        events.add(new ProgressEvent.StepCancelled(timeline.now(), step));
    }

    void finished(Report report) {
        events.add(new ProgressEvent.Finished(timeline.now(), report));
    }

    private Duration elapsed(StepRun<?, ?> step) {
        return step.elapsed(timeline.now());
    }
}
