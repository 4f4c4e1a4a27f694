package dev.eksdsl.resource.workload;

import dev.eksdsl.model.Problem;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.workload.Workload.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one should know before a cluster goes with its workloads. */
final class WorkloadWarnings {

    private WorkloadWarnings() {}

    static Problem unseen(ResourceId id, String why) {
        return Problem.warning(
                "EKS-W21",
                id.toString(),
                "what the cluster's workloads hold in AWS cannot be seen (" + why
                        + "); load balancers, volumes and nodes may be left",
                "delete them in the cluster first, or look in AWS for what carries the cluster's name in its tags");
    }

    static List<Problem> of(ResourceId id, WorkloadsState state) {
        List<Problem> warnings = new ArrayList<>();
        if (!state.unseen().isEmpty()) {
            warnings.add(unseen(id, "the caller may not list " + String.join(", ", state.unseen())));
        }
        Map<String, List<Workload>> stranded = state.of(Fate.RELEASED).stream()
                .filter(object -> !object.served())
                .collect(Collectors.groupingBy(Workload::servedBy, TreeMap::new, Collectors.toList()));
        stranded.forEach((controller, objects) -> warnings.add(Problem.warning(
                "EKS-W22",
                id.toString(),
                controller + " does not run, which would delete what these hold: " + names(objects),
                "start it before, or delete in AWS what carries the cluster's name in its tags")));
        List<Workload> inTheWay = state.of(Fate.IN_THE_WAY);
        if (!inTheWay.isEmpty()) {
            warnings.add(Problem.warning(
                    "EKS-W23",
                    id.toString(),
                    "pods may never be evicted, by " + names(inTheWay)
                            + "; nodes of node groups end all the same, after minutes, those of Karpenter do not",
                    "delete the budget before, or scale its pods down"));
        }
        List<Workload> kept = state.of(Fate.KEPT);
        if (!kept.isEmpty()) {
            warnings.add(
                    Problem.warning(
                            "EKS-W24",
                            id.toString(),
                            "volumes are kept (reclaim policy Retain, or made by hand): "
                                    + kept.stream().map(WorkloadWarnings::held).collect(Collectors.joining(", ")),
                            "if they are to go, delete them in AWS, or set their persistentVolumeReclaimPolicy to Delete before"));
        }
        return warnings;
    }

    private static String names(List<Workload> objects) {
        return objects.stream().map(o -> o.kind() + " " + o.name()).collect(Collectors.joining(", "));
    }

    private static String held(Workload volume) {
        String id = volume.holds().isEmpty() ? volume.name() : volume.holds();
        return volume.user().isEmpty() ? id : id + " of " + volume.user();
    }
}
