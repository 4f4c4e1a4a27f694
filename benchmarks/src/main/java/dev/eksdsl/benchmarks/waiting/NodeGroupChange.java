package dev.eksdsl.benchmarks.waiting;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** The same change of every node group; nothing needs to come before anything. */
final class NodeGroupChange {

    private final Site site;

    NodeGroupChange(Site site) {
        this.site = site;
    }

    /** Other sizes, and a label. */
    List<Task> resize() {
        return tasks(name -> site.eks
                .updateNodegroupConfig(q -> q.clusterName(Site.CLUSTER)
                        .nodegroupName(name)
                        .scalingConfig(s -> s.minSize(2).desiredSize(3).maxSize(12))
                        .labels(l -> l.addOrUpdateLabels(Map.of("team", "platform"))))
                .update()
                .id());
    }

    /** Another Kubernetes version: every node is replaced. */
    List<Task> roll() {
        return tasks(name -> site.eks
                .updateNodegroupVersion(
                        q -> q.clusterName(Site.CLUSTER).nodegroupName(name).version(Versions.NEW))
                .update()
                .id());
    }

    private List<Task> tasks(Function<String, String> begin) {
        return Site.NODE_GROUPS.stream()
                .map(name -> Task.of(
                        "nodegroup/" + name,
                        () -> site.knows("update/" + name, begin.apply(name)),
                        () -> site.eks
                                        .describeUpdate(q -> q.name(Site.CLUSTER)
                                                .nodegroupName(name)
                                                .updateId(site.id("update/" + name)))
                                        .update()
                                        .status()
                                == UpdateStatus.SUCCESSFUL))
                .toList();
    }
}
