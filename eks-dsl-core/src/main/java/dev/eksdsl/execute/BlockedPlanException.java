package dev.eksdsl.execute;

import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.Plan;
import java.util.stream.Collectors;

/** A plan has steps that may not run. Nothing was written. The message names each, and the way out. */
public final class BlockedPlanException extends EksDslException {

    private static final long serialVersionUID = 1L;

    BlockedPlanException(Plan plan) {
        super("cannot apply the plan for cluster " + plan.cluster() + ":\n  "
                + plan.blocked().stream().map(s -> s.blocked().orElseThrow()).collect(Collectors.joining("\n  ")));
    }
}
