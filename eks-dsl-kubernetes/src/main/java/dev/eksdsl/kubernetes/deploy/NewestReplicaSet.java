package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the ReplicaSet of a Deployment's current revision, and the pods that are its own. */
final class NewestReplicaSet {

    /** The controller writes it onto the Deployment and its ReplicaSets; the newest ReplicaSet has the Deployment's. */
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private NewestReplicaSet() {}

    static Optional<ReplicaSet> of(Deployment deployment, List<ReplicaSet> replicaSets) {
        String revision = annotations(deployment).get(REVISION);
        return replicaSets.stream()
                .filter(set -> owns(deployment, set))
                .filter(set ->
                        revision == null || revision.equals(annotations(set).get(REVISION)))
                .findFirst();
    }

    static Stream<Pod> podsOf(ReplicaSet set, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> owns(set, pod))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
    }

    private static boolean owns(HasMetadata owner, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> owner.getKind().equals(reference.getKind())
                        && owner.getMetadata().getName().equals(reference.getName())
                        && (reference.getUid() == null
                                || owner.getMetadata().getUid() == null
                                || reference.getUid().equals(owner.getMetadata().getUid())));
    }

    private static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
