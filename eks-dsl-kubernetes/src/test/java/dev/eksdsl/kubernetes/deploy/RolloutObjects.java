package dev.eksdsl.kubernetes.deploy;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.Map;

/** Objects of one rollout as a cluster tells them: a Deployment web-api at its second revision. */
final class RolloutObjects {

    static final String REVISION = "deployment.kubernetes.io/revision";

    private RolloutObjects() {}

    /** The Deployment, wanting three pods, with the counts that its controller wrote. */
    static Deployment deployment(int total, int updated, int available) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web-api")
                .withNamespace("production")
                .withUid("d1")
                .withGeneration(2L)
                .withAnnotations(Map.of(REVISION, "2"))
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewSelector()
                .addToMatchLabels("app", "web-api")
                .endSelector()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(2L)
                .withReplicas(total)
                .withUpdatedReplicas(updated)
                .withAvailableReplicas(available)
                .endStatus()
                .build();
    }

    static ReplicaSet replicaSet(String name, String revision) {
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("production")
                .withUid(name + "-uid")
                .withAnnotations(Map.of(REVISION, revision))
                .withOwnerReferences(owner("Deployment", "web-api", "d1"))
                .endMetadata()
                .build();
    }

    static Pod pod(String name, String replicaSet, ContainerStatus... containers) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("production")
                .withUid(name + "-uid")
                .withOwnerReferences(owner("ReplicaSet", replicaSet, replicaSet + "-uid"))
                .endMetadata()
                .withNewSpec()
                .withNodeName("ip-10-0-0-9.ec2.internal")
                .endSpec()
                .withNewStatus()
                .withContainerStatuses(containers)
                .endStatus()
                .build();
    }

    static Pod unschedulable(String name, String replicaSet, String message) {
        return pod(name, replicaSet)
                .edit()
                .editSpec()
                .withNodeName(null)
                .withNodeSelector(Map.of("tier", "api"))
                .endSpec()
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
    }

    static ContainerStatus waiting(String reason, String message) {
        return new ContainerStatusBuilder()
                .withName("api")
                .withImage("example.com/web-api:v9")
                .withRestartCount(0)
                .withReady(false)
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .build();
    }

    static ContainerStatus crashing(int restarts, int exitCode, String reason) {
        return waiting("CrashLoopBackOff", "back-off 40s restarting failed container")
                .edit()
                .withRestartCount(restarts)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .endTerminated()
                .endLastState()
                .build();
    }

    static Event warning(HasMetadata about, String reason, String message, String lastTimestamp, int count) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(about.getMetadata().getName() + "." + lastTimestamp.hashCode())
                .withNamespace("production")
                .endMetadata()
                .withType("Warning")
                .withReason(reason)
                .withMessage(message)
                .withLastTimestamp(lastTimestamp)
                .withCount(count)
                .withNewInvolvedObject()
                .withKind(about.getKind())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .build();
    }

    private static OwnerReference owner(String kind, String name, String uid) {
        return new OwnerReferenceBuilder()
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .build();
    }
}
