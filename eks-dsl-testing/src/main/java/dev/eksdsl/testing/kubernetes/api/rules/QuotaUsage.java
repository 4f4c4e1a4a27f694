package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.kubernetes.api.schema.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How much one object uses of what a quota can limit. */
final class QuotaUsage {

    private static final List<String> AMOUNTS = List.of("cpu", "memory", "ephemeral-storage");

    private QuotaUsage() {}

    /** The resource whose objects use up the limited one: {@code pods} for {@code requests.cpu}. */
    static String countedResource(String limited) {
        if (limited.startsWith("count/")) {
            return limited.substring("count/".length());
        }
        if (limited.startsWith("services.")) {
            return "services";
        }
        if (limited.equals("requests.storage")) {
            return "persistentvolumeclaims";
        }
        boolean amount = AMOUNTS.contains(limited) || limited.startsWith("requests.") || limited.startsWith("limits.");
        return amount ? "pods" : limited;
    }

    static BigDecimal of(String limited, String resource, JsonNode object) {
        if (!countedResource(limited).equals(resource)) {
            return BigDecimal.ZERO;
        }
        if (limited.startsWith("count/")) {
            return BigDecimal.ONE;
        }
        return switch (limited) {
            case "services.loadbalancers" ->
                one(object.at("/spec/type").asText().equals("LoadBalancer"));
            case "services.nodeports" -> nodePorts(object.path("spec"));
            case "requests.storage" -> amount(object.at("/spec/resources/requests/storage"));
            case "pods" -> one(running(object));
            default -> resource.equals("pods") ? ofPod(limited, object) : BigDecimal.ONE;
        };
    }

    /** Whether the quota's scopes take the object in. */
    static boolean inScope(JsonNode quota, String resource, JsonNode object) {
        if (quota.at("/spec").has("scopeSelector")) {
            return false;
        }
        JsonNode scopes = quota.at("/spec/scopes");
        if (!scopes.isEmpty() && !resource.equals("pods")) {
            return false;
        }
        JsonNode spec = object.path("spec");
        for (JsonNode scope : scopes) {
            boolean bestEffort = PodRules.qosClass(spec).equals("BestEffort");
            boolean ends = spec.hasNonNull("activeDeadlineSeconds");
            boolean in = switch (scope.asText()) {
                case "BestEffort" -> bestEffort;
                case "NotBestEffort" -> !bestEffort;
                case "Terminating" -> ends;
                case "NotTerminating" -> !ends;
                default -> false;
            };
            if (!in) {
                return false;
            }
        }
        return true;
    }

    /** What containers have to state and do not, such as {@code limits.cpu for: c}. */
    static List<String> unstated(JsonNode hard, JsonNode spec) {
        List<String> missing = new ArrayList<>();
        TreeSet<String> limited = new TreeSet<>();
        hard.fieldNames().forEachRemaining(limited::add);
        for (String each : limited) {
            if (countedResource(each).equals("pods") && !each.equals("pods") && !each.startsWith("count/")) {
                TreeSet<String> without = new TreeSet<>();
                for (String list : List.of("containers", "initContainers")) {
                    for (JsonNode container : spec.path(list)) {
                        if (stated(each, container).isMissingNode()) {
                            without.add(container.path("name").asText());
                        }
                    }
                }
                if (!without.isEmpty()) {
                    missing.add(each + " for: " + String.join(",", without));
                }
            }
        }
        return missing;
    }

    /** The sum of the containers, or, where that is more, the largest of those that run before them. */
    private static BigDecimal ofPod(String limited, JsonNode pod) {
        if (!running(pod)) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode container : pod.at("/spec/containers")) {
            sum = sum.add(amount(stated(limited, container)));
        }
        BigDecimal largest = BigDecimal.ZERO;
        for (JsonNode container : pod.at("/spec/initContainers")) {
            boolean stays = container.path("restartPolicy").asText().equals("Always");
            BigDecimal amount = amount(stated(limited, container));
            if (stays) {
                sum = sum.add(amount);
            } else {
                largest = largest.max(amount);
            }
        }
        return sum.max(largest).add(amount(overhead(limited, pod)));
    }

    private static JsonNode stated(String limited, JsonNode container) {
        JsonNode resources = container.path("resources");
        if (limited.startsWith("limits.")) {
            return resources.path("limits").path(limited.substring("limits.".length()));
        }
        String amount = limited.startsWith("requests.") ? limited.substring("requests.".length()) : limited;
        return resources.path("requests").path(amount);
    }

    private static JsonNode overhead(String limited, JsonNode pod) {
        return pod.at("/spec/overhead").path(limited.substring(limited.indexOf('.') + 1));
    }

    private static boolean running(JsonNode pod) {
        String phase = pod.at("/status/phase").asText();
        return !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    private static BigDecimal nodePorts(JsonNode spec) {
        String type = spec.path("type").asText();
        boolean has = type.equals("NodePort")
                || type.equals("LoadBalancer")
                        && spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
        return has ? BigDecimal.valueOf(spec.path("ports").size()) : BigDecimal.ZERO;
    }

    private static BigDecimal one(boolean counts) {
        return counts ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal amount(JsonNode quantity) {
        return quantity.isMissingNode() || quantity.isNull()
                ? BigDecimal.ZERO
                : Quantity.parse(quantity.asText()).value();
    }
}
