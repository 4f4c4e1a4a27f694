package dev.eksdsl.execute;

import dev.eksdsl.forecast.Outlook;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A plan that is running. Thread-safe. */
public interface ApplyHandle {

    /** Done when the run is; holds the report, whatever came of it. */
    CompletableFuture<Report> completion();

    /**
     * How long the steps that are under way, and those behind them, take yet; zero when all are over. May be asked at any time, and
     * changes as time passes. What a last look at AWS may find to be set right is not in it. Empty while a destruction reads what there
     * is.
     */
    Optional<Outlook> outlook();

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
