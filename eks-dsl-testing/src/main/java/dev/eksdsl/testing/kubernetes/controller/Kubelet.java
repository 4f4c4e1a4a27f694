package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Images.Behaviour;
import dev.eksdsl.testing.kubernetes.controller.Images.Fate;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The kubelets of all nodes: start the containers of the Pods that are bound to a node, restart them, end them. */
final class Kubelet implements Controller {

    private static final String COMPONENT = "kubelet";

    /** How long a container takes to end once it is told to. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    /** The exit code of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    /** After so many failed starts or probes the state no longer changes, so that a virtual timeline comes to rest. */
    private static final int MOST_ATTEMPTS = 8;

    private final ClusterContext cluster;
    private final Images images;
    private final PodAddresses addresses;
    private final WorkQueue queue;
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> ending = new HashSet<>();

    Kubelet(ClusterContext cluster, Images images, PodAddresses addresses) {
        this.cluster = cluster;
        this.images = images;
        this.addresses = addresses;
        this.queue = new WorkQueue(cluster, this::look);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (!resource.equals("pods")) {
            return;
        }
        if (type.equals("DELETED")) {
            accepted.remove(Meta.uid(object));
            ending.remove(Meta.uid(object));
        } else if (!Pods.nodeName(object).isEmpty()) {
            queue.add(Key.of(object));
        }
    }

    private void look(Key key) {
        cluster.objects().get("pods", key.namespace(), key.name()).ifPresent(pod -> {
            if (Meta.deleting(pod)) {
                end(pod);
            } else if (!Pods.finished(pod) && accepted.add(Meta.uid(pod))) {
                accept(pod);
            }
        });
    }

    private void end(ObjectNode pod) {
        if (!ending.add(Meta.uid(pod))) {
            return;
        }
        cluster.events().normal(COMPONENT, pod, "Killing", "Stopping container " + container(pod));
        cluster.after(SHUTDOWN, () -> current(pod).ifPresent(now -> remove(cluster, now)));
    }

    /** Ends the containers and takes the Pod away: with nothing left running, no grace period remains. */
    static void remove(ClusterContext cluster, ObjectNode pod) {
        // a Job counts Pods that succeeded, and one that was stopped has not
        int exitCode = Pods.ownedBy(pod, "Job") ? TERMINATED : 0;
        String podIp = pod.path("status").path("podIP").asText();
        String hostIp = pod.path("status").path("hostIP").asText();
        PodStatus status = new PodStatus(cluster.timestamp(), hostIp, podIp);
        if (!Pods.finished(pod)) {
            cluster.objects()
                    .updateStatus("pods", Meta.namespace(pod), Meta.name(pod), now -> status.finished(now, exitCode));
        }
        cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod));
    }

    private void accept(ObjectNode pod) {
        Optional<ObjectNode> node = cluster.objects().get("nodes", "", Pods.nodeName(pod));
        if (node.isEmpty()) {
            return;
        }
        String hostIp = node.get()
                .path("status")
                .path("addresses")
                .path(0)
                .path("address")
                .asText();
        write(pod, PodStatus::accepted, hostIp, "");
        cluster.after(cluster.duration(Durations.Of.POD_START), () -> start(pod, node.get(), hostIp, 1));
    }

    private void start(ObjectNode pod, ObjectNode node, String hostIp, int attempt) {
        Optional<ObjectNode> now = current(pod).filter(Pods::active);
        if (now.isEmpty()) {
            return;
        }
        Optional<String> missing = missingImage(pod);
        String podIp =
                now.get().path("spec").path("hostNetwork").asBoolean() ? hostIp : addresses.of(Meta.uid(pod), node);
        if (missing.isPresent()) {
            pullFailed(pod, missing.get(), node, hostIp, podIp, attempt);
            return;
        }
        cluster.events().normal(COMPONENT, pod, "Pulled", "Successfully pulled image \"" + image(pod) + "\"");
        cluster.events().normal(COMPONENT, pod, "Started", "Started container " + container(pod));
        write(pod, PodStatus::running, hostIp, podIp);
        Behaviour behaviour = behaviour(pod);
        boolean ends = behaviour.fate() == Fate.EXITS || !restarts(pod, 0);
        if (ends) {
            cluster.after(behaviour.after(), () -> exited(pod, node, hostIp, podIp, behaviour.exitCode(), attempt));
        }
        Optional<ReadinessProbe> probe = ReadinessProbe.of(pod);
        Duration delay = probe.map(ReadinessProbe::delay).orElse(Duration.ZERO);
        if (behaviour.fate() == Fate.NEVER_READY && probe.isPresent()) {
            cluster.after(delay, () -> probeFailed(pod, probe.get(), 1));
        } else {
            cluster.after(delay, () -> turnReady(pod, hostIp, podIp));
        }
    }

    private void probeFailed(ObjectNode pod, ReadinessProbe probe, int attempt) {
        if (current(pod).filter(Pods::active).isPresent()) {
            cluster.events().warning(COMPONENT, pod, "Unhealthy", probe.failure());
            if (attempt < MOST_ATTEMPTS) {
                cluster.after(probe.period(), () -> probeFailed(pod, probe, attempt + 1));
            }
        }
    }

    private void turnReady(ObjectNode pod, String hostIp, String podIp) {
        current(pod)
                .filter(now -> Pods.active(now)
                        && now.at("/status/containerStatuses/0/state/running").isObject())
                .ifPresent(now -> write(pod, PodStatus::ready, hostIp, podIp));
    }

    private void exited(ObjectNode pod, ObjectNode node, String hostIp, String podIp, int code, int attempt) {
        if (current(pod).filter(Pods::active).isEmpty()) {
            return;
        }
        if (!restarts(pod, code)) {
            write(pod, (status, changed) -> status.finished(changed, code), hostIp, podIp);
            return;
        }
        write(pod, (status, changed) -> status.crashed(changed, code, backoffText(pod, attempt)), hostIp, podIp);
        cluster.events()
                .warning(
                        COMPONENT,
                        pod,
                        "BackOff",
                        "Back-off restarting failed container " + container(pod) + " in pod " + Meta.name(pod));
        again(pod, node, hostIp, attempt);
    }

    private void pullFailed(ObjectNode pod, String image, ObjectNode node, String hostIp, String podIp, int attempt) {
        String why = "rpc error: code = NotFound desc = failed to pull and unpack image \"" + image
                + "\": failed to resolve reference \"" + image + "\": " + image + ": not found";
        write(pod, (status, changed) -> status.waiting(changed, "ErrImagePull", why), hostIp, podIp);
        cluster.events().warning(COMPONENT, pod, "Failed", "Failed to pull image \"" + image + "\": " + why);
        cluster.events().warning(COMPONENT, pod, "Failed", "Error: ErrImagePull");
        cluster.after(
                FIRST_BACKOFF,
                () -> current(pod).filter(Pods::active).ifPresent(now -> {
                    String text = "Back-off pulling image \"" + image + "\"";
                    write(pod, (status, changed) -> status.waiting(changed, "ImagePullBackOff", text), hostIp, podIp);
                    cluster.events().normal(COMPONENT, pod, "BackOff", text);
                    again(pod, node, hostIp, attempt);
                }));
    }

    private void again(ObjectNode pod, ObjectNode node, String hostIp, int attempt) {
        if (attempt < MOST_ATTEMPTS) {
            cluster.after(backoff(attempt), () -> start(pod, node, hostIp, attempt + 1));
        }
    }

    private static Duration backoff(int attempt) {
        Duration doubled = FIRST_BACKOFF.multipliedBy(1L << (attempt - 1));
        return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
    }

    private static String backoffText(JsonNode pod, int attempt) {
        Duration wait = backoff(attempt);
        String text =
                wait.toMinutes() > 0 ? wait.toMinutes() + "m" + wait.toSecondsPart() + "s" : wait.toSeconds() + "s";
        return "back-off " + text + " restarting failed container=" + container(pod) + " pod=" + Meta.name(pod) + "_"
                + Meta.namespace(pod) + "(" + Meta.uid(pod) + ")";
    }

    private static boolean restarts(JsonNode pod, int exitCode) {
        return switch (pod.path("spec").path("restartPolicy").asText("Always")) {
            case "Never" -> false;
            case "OnFailure" -> exitCode != 0;
            default -> true;
        };
    }

    /** What the Pod's first container that is not plain does; containers beside it share its fate. */
    private Behaviour behaviour(JsonNode pod) {
        Behaviour plain = images.of("");
        for (JsonNode container : pod.path("spec").path("containers")) {
            Behaviour one = images.of(container.path("image").asText());
            if (one.fate() != Fate.RUNS) {
                return one;
            }
            plain = one;
        }
        return plain;
    }

    private Optional<String> missingImage(JsonNode pod) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            String image = container.path("image").asText();
            if (images.of(image).fate() == Fate.MISSING) {
                return Optional.of(image);
            }
        }
        return Optional.empty();
    }

    private static String container(JsonNode pod) {
        return pod.path("spec").path("containers").path(0).path("name").asText();
    }

    private static String image(JsonNode pod) {
        return pod.path("spec").path("containers").path(0).path("image").asText();
    }

    private Optional<ObjectNode> current(JsonNode pod) {
        return cluster.objects()
                .get("pods", Meta.namespace(pod), Meta.name(pod))
                .filter(now -> Meta.uid(now).equals(Meta.uid(pod)));
    }

    private interface Step {
        void apply(PodStatus status, ObjectNode pod);
    }

    private void write(ObjectNode pod, Step step, String hostIp, String podIp) {
        if (current(pod).isPresent()) {
            PodStatus status = new PodStatus(cluster.timestamp(), hostIp, podIp);
            cluster.objects()
                    .updateStatus("pods", Meta.namespace(pod), Meta.name(pod), changed -> step.apply(status, changed));
        }
    }
}
