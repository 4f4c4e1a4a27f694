package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** PriorityClasses. */
final class PriorityClassRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        Defaults.set(object, "preemptionPolicy", "PreemptLowerPriority");
    }
}
