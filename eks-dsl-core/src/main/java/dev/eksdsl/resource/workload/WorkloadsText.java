package dev.eksdsl.resource.workload;

import dev.eksdsl.resource.workload.Workload.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a cluster's workloads goes, in a few words: {@code 2 load balancer Services, 1 Ingress, 3 volumes}. */
final class WorkloadsText {

    /** How a plan names kinds, in the order in which it does; a claim goes with its volume. */
    private static final Map<String, String> NAMES = names();

    private WorkloadsText() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("Service", "load balancer Service");
        names.put("Ingress", "Ingress");
        names.put("Gateway", "Gateway");
        names.put("PersistentVolume", "volume");
        names.put("NodePool", "NodePool");
        names.put("NodeClaim", "NodeClaim");
        return names;
    }

    static String summary(WorkloadsState state) {
        List<String> parts = new ArrayList<>();
        NAMES.forEach((kind, name) -> {
            long going = count(state, Fate.RELEASED, kind);
            if (going > 0) {
                parts.add(counted(going, name));
            }
        });
        int kept = state.of(Fate.KEPT).size();
        if (kept > 0) {
            parts.add(counted(kept, "volume") + " kept");
        }
        List<String> ended = state.of(Fate.ENDED).stream()
                .map(o -> o.kind() + " " + o.name())
                .toList();
        return String.join(", ", parts) + (ended.isEmpty() ? "" : "; with them " + String.join(", ", ended));
    }

    private static long count(WorkloadsState state, Fate fate, String kind) {
        return state.of(fate).stream().filter(o -> o.kind().equals(kind)).count();
    }

    private static String counted(long number, String name) {
        String plural = name.endsWith("s") ? "es" : "s";
        return number + " " + name + (number == 1 ? "" : plural);
    }
}
