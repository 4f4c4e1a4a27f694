package dev.eksdsl.execute;

import java.util.concurrent.CompletableFuture;

/** A plan that is running. Thread-safe. */
public interface ApplyHandle {

    /** Done when the run is; holds the report, whatever came of it. */
    CompletableFuture<Report> completion();

    /**
     * Stops the run: no further call is made, and the report comes at once. What AWS is already at work on goes on there;
     * planning again shows it.
     */
    default void cancel() {
        cancel("cancelled");
    }

    /**
     * Stops the run likewise.
     *
     * @param why what the report tells of each step that was not done, such as {@code cancelled}
     */
    void cancel(String why);
}
