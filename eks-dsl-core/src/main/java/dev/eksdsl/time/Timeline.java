package dev.eksdsl.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * A clock and a scheduler in one: waiting on a timeline holds no thread.
 *
 * <p>Actions run on threads of the timeline's choosing. {@link SystemTimeline} runs them in parallel, {@link
 * VirtualTimeline} one after the other, in an order that depends on nothing but what was scheduled.
 */
public interface Timeline {

    /** The present moment of this timeline. */
    Instant now();

    /**
     * Runs the action once, after the delay.
     *
     * @param delay how long from {@link #now()}; zero or less means as soon as possible, but never within this call
     * @return a handle that can call the action off while it has not begun
     */
    Scheduled schedule(Duration delay, Runnable action);

    /** Runs the action as soon as possible, but never within this call. */
    default Scheduled execute(Runnable action) {
        return schedule(Duration.ZERO, action);
    }

    /**
     * Waits until the future is done, letting time pass as this timeline does.
     *
     * @throws RuntimeException the future's own failure, if it is unchecked; else a {@link
     *     java.util.concurrent.CompletionException} around it
     * @throws java.util.concurrent.CancellationException if the future was cancelled, or the waiting thread interrupted
     *     (its interrupt flag is then set again)
     * @throws IllegalStateException on a virtual timeline on which nothing is scheduled that could complete the future
     */
    <T> T await(CompletableFuture<T> future);

    /** An action that has been scheduled. */
    interface Scheduled {
        /** Calls the action off. Does nothing if it has begun or was called off before. */
        void cancel();
    }
}
