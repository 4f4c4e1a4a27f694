package dev.eksdsl.fleet;

import dev.eksdsl.time.Timeline;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets only so many clusters of one account and region read AWS for their plans at a time. More would get nothing sooner, for
 * together they have one limit: all would read slowly, hold in memory what they have read so far, and begin to write only when
 * nearly all have read. Thread-safe.
 */
final class Intake {

    /** Enough to use AWS's limits up even where an answer takes half a second. */
    static final int AT_ONCE = 32;

    private final Timeline timeline;
    private final Map<String, Place> places = new HashMap<>();
    private boolean open;

    private static final class Place {
        private int inside;
        private final Queue<Supplier<? extends CompletableFuture<?>>> waiting = new ArrayDeque<>();
    }

    Intake(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * Does it as soon as there is room.
     *
     * @param work makes room again when it is done
     */
    synchronized void enter(FleetMember member, Supplier<? extends CompletableFuture<?>> work) {
        Place place = places.computeIfAbsent(member.place(), x -> new Place());
        place.waiting.add(work);
        letIn(place);
    }

    /** From now on nothing waits here: all are to end soon. */
    synchronized void open() {
        open = true;
        places.values().forEach(this::letIn);
    }

    private void letIn(Place place) {
        while (!place.waiting.isEmpty() && (open || place.inside < AT_ONCE)) {
            place.inside++;
            Supplier<? extends CompletableFuture<?>> work = place.waiting.remove();
            timeline.execute(() -> work.get().whenComplete((result, failure) -> left(place)));
        }
    }

    private synchronized void left(Place place) {
        place.inside--;
        letIn(place);
    }
}
