package dev.eksdsl.plan;

import dev.eksdsl.model.EksDslException;
import java.util.List;

/** AWS has changed since the plan was made. Nothing was written; plan again. */
public final class StalePlanException extends EksDslException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> moved;

    StalePlanException(String cluster, List<String> moved) {
        super("the plan for cluster " + cluster + " is stale, plan again; since it was made:\n  "
                + String.join("\n  ", moved));
        this.moved = List.copyOf(moved);
    }

    /** What moved, one text for each resource. */
    public List<String> moved() {
        return moved;
    }
}
