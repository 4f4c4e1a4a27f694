package dev.eksdsl.execute;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.resource.Lane;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Lets one step at a time into each lane. Guarded by the run's lock. */
final class Lanes {

    private final Map<Lane, Queue<StepRun<?, ?>>> lanes = new HashMap<>();

    /** Whether the step may run now; if not, it stands in line. */
    boolean enter(StepRun<?, ?> step) {
        Optional<Lane> lane = step.step().lane();
        if (lane.isEmpty()) {
            return true;
        }
        Queue<StepRun<?, ?>> line = lanes.get(lane.get());
        if (line == null) {
            lanes.put(lane.get(), new ArrayDeque<>());
            return true;
        }
        line.add(step);
        return false;
    }

    /** The step is out of its lane; returns the one that may run now, if one stood in line. */
    Optional<StepRun<?, ?>> leave(StepRun<?, ?> step) {
        Optional<Lane> lane = step.step().lane();
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        StepRun<?, ?> next = requireNonNull(lanes.get(lane.get())).poll();
        if (next == null) {
            lanes.remove(lane.get());
        }
        return Optional.ofNullable(next);
    }
}
