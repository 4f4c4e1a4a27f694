package dev.eksdsl.testing.kubernetes.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.api.status.Cause;
import java.util.List;

/** What may change in a pod once it is created: images, its deadline, more tolerations; and the container's names never. */
final class PodUpdates {

    private static final String ONLY =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdates() {}

    static void check(ObjectNode pod, ObjectNode before, List<Cause> causes) {
        ObjectNode now = ((ObjectNode) pod.path("spec")).deepCopy();
        ObjectNode then = (ObjectNode) before.path("spec");
        for (String list : List.of("containers", "initContainers")) {
            if (now.path(list).size() != then.path(list).size()) {
                causes.add(Cause.forbidden("spec." + list, "pod updates may not add or remove containers"));
                return;
            }
        }
        checkDeadline(now, then, causes);
        boolean fewerTolerations = !contains(now.path("tolerations"), then.path("tolerations"));
        if (fewerTolerations) {
            causes.add(Cause.forbidden(
                    "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds"));
        }
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < now.path(list).size(); i++) {
                take((ObjectNode) now.path(list).get(i), then.path(list).get(i), "image");
            }
        }
        take(now, then, "activeDeadlineSeconds");
        take(now, then, "tolerations");
        if (then.path("terminationGracePeriodSeconds").asLong() < 0
                && now.path("terminationGracePeriodSeconds").asLong() == 1) {
            take(now, then, "terminationGracePeriodSeconds");
        }
        if (!now.equals(then) && !onlyGatesRemoved(now, then)) {
            causes.add(Cause.forbidden("spec", ONLY));
        }
    }

    private static void checkDeadline(JsonNode now, JsonNode then, List<Cause> causes) {
        JsonNode old = then.path("activeDeadlineSeconds");
        JsonNode deadline = now.path("activeDeadlineSeconds");
        if (old.isNumber() && (!deadline.isNumber() || deadline.asLong() > old.asLong())) {
            causes.add(Cause.invalid(
                    "spec.activeDeadlineSeconds",
                    deadline.isNumber() ? deadline.asText() : "null",
                    deadline.isNumber()
                            ? "must be less than or equal to previous value"
                            : "must not update from a positive integer to nil value"));
        }
    }

    private static boolean contains(JsonNode tolerations, JsonNode earlier) {
        for (JsonNode each : earlier) {
            boolean kept = tolerations
                    .valueStream()
                    .anyMatch(other -> withoutSeconds(other).equals(withoutSeconds(each)));
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private static ObjectNode withoutSeconds(JsonNode toleration) {
        ObjectNode copy = ((ObjectNode) toleration).deepCopy();
        copy.remove("tolerationSeconds");
        return copy;
    }

    /** Scheduling gates may go, one by one; while there are any, the node selection may be narrowed. */
    private static boolean onlyGatesRemoved(ObjectNode now, ObjectNode then) {
        if (then.path("schedulingGates").isEmpty()) {
            return false;
        }
        ObjectNode rest = now.deepCopy();
        for (String field : List.of("schedulingGates", "nodeSelector", "affinity")) {
            take(rest, then, field);
        }
        boolean fewer = then.path("schedulingGates")
                .valueStream()
                .toList()
                .containsAll(now.path("schedulingGates").valueStream().toList());
        return fewer && rest.equals(then);
    }

    private static void take(ObjectNode into, JsonNode from, String field) {
        if (from.has(field)) {
            into.set(field, from.get(field).deepCopy());
        } else {
            into.remove(field);
        }
    }
}
