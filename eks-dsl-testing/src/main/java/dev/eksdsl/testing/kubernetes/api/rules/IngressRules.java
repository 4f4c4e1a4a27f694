package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ingresses. */
final class IngressRules implements KindRules {

    @Override
    public void creating(ObjectNode object, Surroundings cluster) {
        object.putObject("status").putObject("loadBalancer");
    }
}
