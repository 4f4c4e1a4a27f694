package dev.eksdsl;

import dev.eksdsl.plan.ResourceTypes;
import java.util.Optional;

/** The kinds that a session has, for benchmarks of what a session does with them. */
public final class MeasuredKinds {

    private MeasuredKinds() {}

    /** All kinds, without a way into clusters. */
    public static ResourceTypes all() {
        return Kinds.with(Optional.empty());
    }
}
