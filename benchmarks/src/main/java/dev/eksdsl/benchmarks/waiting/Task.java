package dev.eksdsl.benchmarks.waiting;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Something that a tool does: calls that begin it, and what it waits for.
 *
 * @param name tells it apart, such as {@code nodegroup/api-workers}
 * @param after the names of those that it comes behind
 * @param calls begin it
 * @param isDone looks whether it is done, given the names of all that is over; empty where there is nothing to wait for
 * @param pause how long it takes by itself, where a tool just sleeps
 */
record Task(String name, Set<String> after, Runnable calls, Optional<Predicate<Set<String>>> isDone, Duration pause) {

    Task {
        after = Set.copyOf(after);
    }

    /** One that is over with its calls. */
    static Task of(String name, Runnable calls, String... after) {
        return new Task(name, Set.of(after), calls, Optional.empty(), Duration.ZERO);
    }

    /** One that AWS is at work on for a while. */
    static Task of(String name, Runnable calls, BooleanSupplier isDone, String... after) {
        return new Task(name, Set.of(after), calls, Optional.of(over -> isDone.getAsBoolean()), Duration.ZERO);
    }

    /** One that waits for all of these: a stack, of which a tool sees nothing but whether it is complete. */
    static Task stack(String name, Set<String> parts, String... after) {
        return new Task(name, Set.of(after), () -> {}, Optional.of(over -> over.containsAll(parts)), Duration.ZERO);
    }

    /** One that sleeps. */
    static Task sleep(String name, Duration pause, String... after) {
        return new Task(name, Set.of(after), () -> {}, Optional.empty(), pause);
    }

    /** What it is of, such as {@code nodegroup}. */
    String kind() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The same behind further ones. */
    Task behind(List<String> more) {
        Set<String> all = new LinkedHashSet<>(after);
        all.addAll(more);
        return new Task(name, all, calls, isDone, pause);
    }

    /** The same behind others than before. */
    Task onlyBehind(List<String> others) {
        return new Task(name, Set.copyOf(others), calls, isDone, pause);
    }
}
