package dev.eksdsl.execute;

import dev.eksdsl.plan.Planner;
import dev.eksdsl.plan.Spared;
import dev.eksdsl.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Destroys clusters, each in rounds: what comes up while the rest goes (a controller makes a load balancer anew, a node leaves
 * an interface) is planned and deleted in the next. Thread-safe.
 */
public final class Destroyer {

    private final Planner planner;
    private final Executor executor;
    private final Timeline timeline;

    public Destroyer(Planner planner, Executor executor, Timeline timeline) {
        this.planner = planner;
        this.executor = executor;
        this.timeline = timeline;
    }

    /**
     * Plans and deletes until nothing is left, and waits for the end. If the waiting thread is interrupted the run is cancelled,
     * and the report still comes.
     *
     * @param spared what is to stay nevertheless
     * @param deadline how long it may take in all; then it is stopped, and the report tells what is left
     * @param listener is told what happens in each round
     * @throws BlockedPlanException if something may not be deleted; nothing was written in that round
     */
    public Report destroy(String cluster, Spared spared, Duration deadline, Consumer<? super ProgressEvent> listener) {
        Destruction destruction = begin(cluster, spared, deadline, listener);
        try {
            return timeline.await(destruction.completion());
        } catch (CancellationException interrupted) {
            if (!destruction.isRunning()) {
                throw interrupted;
            }
            destruction.cancel();
            return destruction.completion().join();
        }
    }

    /** Begins the same, and returns. The completion fails as {@link #destroy} does. */
    public ApplyHandle start(
            String cluster, Spared spared, Duration deadline, Consumer<? super ProgressEvent> listener) {
        return begin(cluster, spared, deadline, listener);
    }

    private Destruction begin(
            String cluster, Spared spared, Duration deadline, Consumer<? super ProgressEvent> listener) {
        Destruction destruction = new Destruction(
                () -> planner.destroying(cluster, spared),
                plan -> executor.begin(plan, listener, Deadlines.standard()),
                timeline,
                deadline);
        destruction.start();
        return destruction;
    }
}
