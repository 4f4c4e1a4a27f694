package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** HorizontalPodAutoscalers. */
final class AutoscalerRules implements KindRules {

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = object.withObject("/spec");
        Defaults.set(spec, "minReplicas", 1);
        if (spec.has("targetCPUUtilizationPercentage")) {
            return;
        }
        if (spec.path("metrics").isEmpty()) {
            ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
            ObjectNode target = metric.putObject("resource").put("name", "cpu").putObject("target");
            target.put("type", "Utilization").put("averageUtilization", 80);
        }
        if (spec.path("behavior") instanceof ObjectNode behavior) {
            up(behavior.withObjectProperty("scaleUp"));
            ObjectNode down = behavior.withObjectProperty("scaleDown");
            Defaults.set(down, "selectPolicy", "Max");
            if (down.path("policies").isEmpty()) {
                policy(down.putArray("policies"), "Percent", 100);
            }
        }
    }

    private static void up(ObjectNode up) {
        Defaults.set(up, "stabilizationWindowSeconds", 0);
        Defaults.set(up, "selectPolicy", "Max");
        if (up.path("policies").isEmpty()) {
            ArrayNode policies = up.putArray("policies");
            policy(policies, "Pods", 4);
            policy(policies, "Percent", 100);
        }
    }

    private static void policy(ArrayNode policies, String type, int value) {
        policies.addObject().put("type", type).put("value", value).put("periodSeconds", 15);
    }

    @Override
    public void check(ObjectNode object, List<Cause> causes) {
        int least = object.at("/spec/minReplicas").asInt(1);
        int most = object.at("/spec/maxReplicas").asInt();
        if (most < 1) {
            causes.add(Cause.invalid("spec.maxReplicas", Integer.toString(most), "must be greater than 0"));
        }
        if (most < least) {
            causes.add(Cause.invalid(
                    "spec.maxReplicas", Integer.toString(most), "must be greater than or equal to `minReplicas`"));
        }
    }
}
