package dev.eksdsl.waiting;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How long AWS took for what has ended: the more that is, the less the figures count that a kind states. A session has one for
 * all its runs; several share one that is given to each with {@code AwsOptions.part(Experience.class, experience)}. Nothing is
 * stored: {@link #toString} gives a text that seeds another process with {@link #read}.
 *
 * <p>One entry for each kind, action and call, of fixed size. Thread-safe.
 */
public final class Experience {

    private static final Comparator<Work> BY_NAME =
            Comparator.comparing(Work::kind).thenComparing(Work::action).thenComparing(Work::call);

    private final Map<Work, Endings> seen = new ConcurrentSkipListMap<>(BY_NAME);
    private final Pace pace = new Pace();

    /**
     * How long the work takes, after all that has ended so far.
     *
     * @param stated how long it takes as far as its kind knows
     */
    public Prior of(Work work, Prior stated) {
        return Optional.ofNullable(seen.get(work))
                .map(endings -> endings.refine(stated))
                .orElse(stated);
    }

    /** Whether AWS, or what stands for it, takes its usual time. */
    public Pace pace() {
        return pace;
    }

    /**
     * The work has ended well.
     *
     * @param took how long AWS worked; what takes no time teaches nothing
     */
    public void ended(Work work, Duration took) {
        if (!took.isZero() && !took.isNegative()) {
            seen.merge(work, Endings.of(took), Endings::and);
        }
    }

    /**
     * What {@link #toString} has written.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static Experience read(String text) {
        Experience experience = new Experience();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] cells = line.split("\t", -1);
            if (cells.length != 6) {
                throw new IllegalArgumentException("not an experience: " + line);
            }
            experience.seen.put(new Work(cells[0], cells[1], cells[2]), Endings.read(cells[3], cells[4], cells[5]));
        });
        return experience;
    }

    /**
     * A line for each kind of work, in six columns that are separated by tabs: kind, action, call (empty if there is none), how many have ended, their
     * median in seconds, and the deviation of the logarithm.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        seen.forEach((work, endings) -> text.append(
                        String.join("\t", work.kind(), work.action(), work.call(), endings.toString()))
                .append('\n'));
        return text.toString();
    }
}
