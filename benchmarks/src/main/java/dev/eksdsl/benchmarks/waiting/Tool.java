package dev.eksdsl.benchmarks.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How another tool orders and waits. */
interface Tool {

    /** What is needed for a job, in the tool's order. */
    List<Task> ordered(Job job, List<Task> needed);

    /** When it looks; empty: it sees at once what has happened, at no cost. */
    Optional<Grid> grid(Job job, Task task);

    /** How soon it tries again when a role is too young. */
    default Duration again() {
        return Duration.ofSeconds(5);
    }

    /** How many tasks it has under way at most. */
    default int slots() {
        return Integer.MAX_VALUE;
    }
}
