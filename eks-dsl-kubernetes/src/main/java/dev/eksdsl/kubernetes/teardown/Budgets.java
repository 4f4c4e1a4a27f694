package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.resource.workload.Workload;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PodDisruptionBudgets that never allow any of their pods to be evicted, however many are ready. */
record Budgets(Listing listing) {

    List<Held> find() {
        return listing.all(PodDisruptionBudget.class).stream()
                .filter(Budgets::neverAllows)
                .map(budget -> Held.left(budget, Workload.Fate.IN_THE_WAY))
                .toList();
    }

    private static boolean neverAllows(PodDisruptionBudget budget) {
        int pods = budget.getStatus() == null || budget.getStatus().getExpectedPods() == null
                ? 0
                : budget.getStatus().getExpectedPods();
        return pods > 0
                && (share(budget.getSpec().getMaxUnavailable(), pods, Integer.MAX_VALUE) == 0
                        || share(budget.getSpec().getMinAvailable(), pods, 0) >= pods);
    }

    /** A number of pods, or a percentage of them that is rounded up. */
    private static int share(@Nullable IntOrString value, int pods, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value.getStrVal() == null) {
            return value.getIntVal();
        }
        int percent = Integer.parseInt(value.getStrVal().replace("%", ""));
        return (percent * pods + 99) / 100;
    }
}
