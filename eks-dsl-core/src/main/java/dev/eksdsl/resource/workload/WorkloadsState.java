package dev.eksdsl.resource.workload;

import dev.eksdsl.resource.workload.Workload.Fate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What there is in a cluster that has to do with resources of AWS.
 *
 * @param objects by kind and name
 * @param unseen the kinds of objects that the caller may not list
 */
public record WorkloadsState(List<Workload> objects, List<String> unseen) {

    /** As many as fit into a message. */
    private static final int NAMED = 5;

    public WorkloadsState {
        objects = List.copyOf(objects);
        unseen = List.copyOf(unseen);
    }

    public List<Workload> of(Fate fate) {
        return objects.stream().filter(object -> object.fate() == fate).toList();
    }

    /** Whether there is nothing to do: nothing that is to go, or to be marked as kept. */
    boolean isEmpty() {
        return isReleased() && of(Fate.KEPT).isEmpty();
    }

    /** Whether nothing that is to go is left. */
    public boolean isReleased() {
        return of(Fate.RELEASED).isEmpty();
    }

    /** Whether all that is left waits for controllers that do not run. */
    boolean isStranded() {
        return of(Fate.RELEASED).stream().allMatch(Workload::isStranded);
    }

    /** What is left, with the finalizers that it waits for: the first few by name. */
    String rest() {
        List<Workload> left = of(Fate.RELEASED);
        String named = left.stream().limit(NAMED).map(Workload::rest).collect(Collectors.joining(", "));
        return left.size() > NAMED ? named + " and " + (left.size() - NAMED) + " more" : named;
    }
}
