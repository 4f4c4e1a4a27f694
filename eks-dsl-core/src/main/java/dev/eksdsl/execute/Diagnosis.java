package dev.eksdsl.execute;

import dev.eksdsl.aws.Attempts;
import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.resource.Ownership;
import dev.eksdsl.resource.Reading;
import dev.eksdsl.time.Timeline;
import dev.eksdsl.time.Timeline.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks kinds why their resources do not come to be. Only reads, beside the run's own work, and not for long. */
final class Diagnosis {

    /** How long an answer may take. A run that has failed is not held up for longer than this. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A step counts as overdue after so many times its usual time … */
    private static final int OVERDUE = 2;

    /** … but not before this: what is usually done in a moment may well take some longer. */
    private static final Duration LEAST_OVERDUE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("dev.eksdsl.step");

    private final AwsApi aws;
    private final Ownership owner;
    private final Timeline timeline;
    private final Consumer<Error> dying;

    /** @param dying is told of an error that ends the process, such as a test's */
    Diagnosis(AwsApi aws, Ownership owner, Timeline timeline, Consumer<Error> dying) {
        this.aws = aws;
        this.owner = owner;
        this.timeline = timeline;
        this.dying = dying;
    }

    /** Whether a step takes so much longer than usual that it is worth to ask why. */
    static boolean isOverdue(Duration elapsed, Duration expected) {
        return elapsed.compareTo(expected.multipliedBy(OVERDUE)) >= 0 && elapsed.compareTo(LEAST_OVERDUE) >= 0;
    }

    /**
     * Asks for the causes.
     *
     * @param then is told them once, and never within this call; none if nothing is known, or could not be read in time
     */
    void ask(StepRun<?, ?> step, Consumer<List<String>> then) {
        Reading reading = new OfOneMoment(aws.remembering(), owner, timeline.now());
        CompletableFuture<List<String>> answer = new Attempts(timeline).read(() -> diagnose(step, reading));
        Scheduled end = timeline.schedule(PATIENCE, () -> answer.complete(List.of()));
        answer.whenComplete((causes, failure) -> {
            end.cancel();
            if (failure != null) {
                LOG.warn(
                        "why {} does not come to be could not be found out",
                        step.step().id(),
                        failure);
            }
            then.accept(failure == null ? causes : List.of());
        });
    }

    private List<String> diagnose(StepRun<?, ?> step, Reading reading) {
        try {
            return List.copyOf(step.diagnose(reading));
        } catch (Error e) {
            dying.accept(e);
            throw e;
        }
    }

    /** Reads for one answer, so that what is asked twice is read once. */
    private record OfOneMoment(AwsApi aws, Ownership owner, Instant now) implements Reading {}
}
