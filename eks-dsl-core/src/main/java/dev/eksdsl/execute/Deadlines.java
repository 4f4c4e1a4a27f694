package dev.eksdsl.execute;

import dev.eksdsl.model.EksDslException;
import dev.eksdsl.plan.ResourceTypes;
import dev.eksdsl.plan.Step;
import dev.eksdsl.resource.ResourceType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When steps are given up, counted from the moment that each begins. Every kind has a deadline for each of its actions, which
 * is in the plan ({@code step.timing().deadline()}) and in the table of {@code docs/diagnosis.md}; here others are set, one for
 * all actions of a kind. Immutable.
 *
 * <pre>{@code
 * eks.apply(plan, event -> {}, Deadlines.standard().with("nodegroup", Duration.ofMinutes(15)));
 * }</pre>
 */
public final class Deadlines {

    private static final Deadlines STANDARD = new Deadlines(Map.of());

    private final Map<String, Duration> ofKinds;

    private Deadlines(Map<String, Duration> ofKinds) {
        this.ofKinds = Map.copyOf(ofKinds);
    }

    /** Each kind's own. */
    public static Deadlines standard() {
        return STANDARD;
    }

    /**
     * These, but another one for a kind. A kind that does not exist is refused when the plan is applied.
     *
     * @param kind such as {@code nodegroup}, {@code addon} or {@code nat-gateway}
     * @param deadline more than nothing
     */
    public Deadlines with(String kind, Duration deadline) {
        if (deadline.isZero() || deadline.isNegative()) {
            throw new IllegalArgumentException("the deadline of " + kind + " must be more than 0, was " + deadline);
        }
        Map<String, Duration> changed = new TreeMap<>(ofKinds);
        changed.put(kind, deadline);
        return new Deadlines(changed);
    }

    Duration of(Step step) {
        return ofKinds.getOrDefault(step.resource().kind(), step.timing().deadline());
    }

    /** Refuses the names of kinds that do not exist. */
    void check(ResourceTypes types) {
        TreeSet<String> known = new TreeSet<>();
        types.all().stream().map(ResourceType::kind).forEach(known::add);
        TreeSet<String> unknown = new TreeSet<>(ofKinds.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new EksDslException("deadlines are set for " + String.join(", ", unknown)
                    + ", but there are no resources of such a kind; there are " + String.join(", ", known));
        }
    }
}
