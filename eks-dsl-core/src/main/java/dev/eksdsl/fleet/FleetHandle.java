package dev.eksdsl.fleet;

import java.util.concurrent.CompletableFuture;

/** A fleet that is being applied or destroyed. Thread-safe. */
public interface FleetHandle {

    /** Done when the last cluster is; holds the report, whatever came of it. */
    CompletableFuture<FleetReport> completion();

    /** How far it is. Makes no call. */
    FleetProgress progress();

    /** Stops all clusters: no further call is made. What AWS is at work on goes on there; planning again shows it. */
    void cancel();
}
