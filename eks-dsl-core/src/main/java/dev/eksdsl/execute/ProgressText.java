package dev.eksdsl.execute;

import dev.eksdsl.forecast.Outlook;
import dev.eksdsl.model.DurationText;
import dev.eksdsl.model.WrappedText;
import dev.eksdsl.plan.PlanText;
import dev.eksdsl.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's progress as lines of at most {@value PlanText#WIDTH} columns: one when a step starts, when its status or the
 * reason of its retries changes, and when it ends; several for a failure and what is in a step's way, which are not cut. Used
 * for one run, by one listener; not thread-safe beyond that.
 */
public final class ProgressText {

    /** What takes less than this is not worth a line of its own. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<Step, String> told = new HashMap<>();
    private final Map<Step, Set<String>> causes = new HashMap<>();
    private Instant started = Instant.EPOCH;
    private @Nullable Instant latest;

    /** The line, or lines, for this event; empty if it has nothing new to tell. */
    public Optional<String> line(ProgressEvent event) {
        if (event instanceof ProgressEvent.Started begin) {
            started = begin.at();
            return Optional.empty();
        }
        if (event instanceof ProgressEvent.Resumed resumed) {
            latest = null;
            return Optional.of(prefix(event) + "↻ changed by somebody else meanwhile, is set right: "
                    + resumed.plan().changes().size() + " steps");
        }
        if (event instanceof ProgressEvent.Expected expected) {
            return news(expected);
        }
        if (event instanceof ProgressEvent.StepStarted start) {
            return start.takes().high().compareTo(SOON) < 0
                    ? Optional.empty()
                    : line(event, "▸", start.step(), "started, takes " + start.takes());
        }
        if (event instanceof ProgressEvent.StepWaiting waiting) {
            return changed(event, waiting.step(), waiting.status());
        }
        if (event instanceof ProgressEvent.StepRetried retried) {
            return changed(event, retried.step(), retried.why() + ", trying again");
        }
        if (event instanceof ProgressEvent.StepSucceeded done) {
            return line(event, done.step().action().symbol(), done.step(), "done in " + DurationText.of(done.took()));
        }
        if (event instanceof ProgressEvent.StepFailed failed) {
            return Optional.of(whole(event, "✗ ", failed.step().id() + " failed: " + failed.reason()));
        }
        if (event instanceof ProgressEvent.StepDiagnosed diagnosed) {
            return news(diagnosed);
        }
        if (event instanceof ProgressEvent.StepSkipped skipped) {
            return line(
                    event, "·", skipped.step(), "skipped: " + skipped.because().id() + " failed");
        }
        if (event instanceof ProgressEvent.StepCancelled cancelled) {
            return line(event, "·", cancelled.step(), "cancelled");
        }
        return Optional.empty();
    }

    /** What is left is told when the end is expected noticeably sooner or later than was told before. */
    private Optional<String> news(ProgressEvent.Expected event) {
        Outlook outlook = event.outlook();
        Duration noticeable = max(SOON, outlook.left().high().dividedBy(10));
        Instant before = latest;
        boolean isNews = before == null
                || Duration.between(before, outlook.latest()).abs().compareTo(noticeable) > 0;
        if (!isNews || outlook.left().high().compareTo(SOON) < 0) {
            return Optional.empty();
        }
        latest = outlook.latest();
        return Optional.of(
                prefix(event) + "… " + outlook.left() + " to go" + (outlook.delayed() ? ", later than expected" : ""));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private Optional<String> changed(ProgressEvent event, Step step, String status) {
        return status.equals(told.put(step, status)) ? Optional.empty() : line(event, " ", step, status);
    }

    /** What was suspected before the step failed is not told again. */
    private Optional<String> news(ProgressEvent.StepDiagnosed event) {
        Set<String> before = causes.computeIfAbsent(event.step(), step -> new HashSet<>());
        String text = event.causes().stream()
                .filter(before::add)
                .map(cause -> whole(event, "→ ", event.step().id() + ": " + cause))
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A text that is not cut, over as many lines as it takes. */
    private String whole(ProgressEvent event, String sign, String text) {
        String first = prefix(event) + sign;
        return String.join("\n", WrappedText.lines(text, first, " ".repeat(first.length() + 2), PlanText.WIDTH));
    }

    private Optional<String> line(ProgressEvent event, String sign, Step step, String what) {
        String text = prefix(event) + sign + " " + step.id() + "  " + what;
        return Optional.of(text.length() <= PlanText.WIDTH ? text : text.substring(0, PlanText.WIDTH - 1) + "…");
    }

    private String prefix(ProgressEvent event) {
        return String.format("%7s  ", DurationText.of(Duration.between(started, event.at())));
    }
}
