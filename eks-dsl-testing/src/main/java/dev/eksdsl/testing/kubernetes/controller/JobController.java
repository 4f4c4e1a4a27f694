package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.kubernetes.controller.Conditions.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Runs the Pods of Jobs until enough have succeeded or too many have failed. */
final class JobController implements Controller {

    private static final String JOBS = "jobs.batch";
    private static final String COMPONENT = "job-controller";
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);

    private final ClusterContext cluster;
    private final WorkQueue queue;

    JobController(ClusterContext cluster) {
        this.cluster = cluster;
        this.queue = new WorkQueue(cluster, this::reconcile);
    }

    @Override
    public void changed(String type, String resource, ObjectNode object) {
        if (resource.equals(JOBS)) {
            queue.add(Key.of(object));
        } else if (resource.equals("pods") && Pods.ownedBy(object, "Job")) {
            queue.add(new Key(
                    Meta.namespace(object),
                    Meta.controller(object).orElseThrow().path("name").asText()));
        }
    }

    private void reconcile(Key key) {
        cluster.objects().get(JOBS, key.namespace(), key.name()).ifPresent(job -> {
            if (!Meta.deleting(job) && !Conditions.isTrue(job, "Complete") && !Conditions.isTrue(job, "Failed")) {
                advance(job);
            }
        });
    }

    private void advance(ObjectNode job) {
        List<ObjectNode> pods = pods(job);
        long succeeded = count(pods, "Succeeded");
        long failed = count(pods, "Failed");
        long active = pods.stream().filter(Pods::active).count();
        int completions = job.path("spec").path("completions").asInt(1);
        if (failed > job.path("spec").path("backoffLimit").asInt(6)) {
            pods.stream()
                    .filter(Pods::active)
                    .forEach(pod -> cluster.objects().delete("pods", Meta.namespace(pod), Meta.name(pod)));
            String text = "Job has reached the specified backoff limit";
            finish(job, "FailureTarget", "Failed", "BackoffLimitExceeded", text, succeeded, failed);
            cluster.events().warning(COMPONENT, job, "BackoffLimitExceeded", text);
        } else if (succeeded >= completions) {
            String text = "Reached expected number of succeeded pods";
            finish(job, "SuccessCriteriaMet", "Complete", "CompletionsReached", text, succeeded, failed);
            cluster.events().normal(COMPONENT, job, "Completed", "Job completed");
        } else {
            start(job, pods, Math.min(completions - succeeded, parallelism(job)) - active);
            writeCounts(job);
        }
    }

    private static int parallelism(JsonNode job) {
        return job.path("spec").path("suspend").asBoolean()
                ? 0
                : job.path("spec").path("parallelism").asInt(1);
    }

    private void start(ObjectNode job, List<ObjectNode> pods, long missing) {
        long failed = count(pods, "Failed");
        if (missing > 0 && failed > 0 && pending(job, failed)) {
            return;
        }
        for (long i = 0; i < missing; i++) {
            PodTemplate.create(cluster, COMPONENT, job, PodTemplate.newPod(cluster, "batch/v1", "Job", job));
        }
    }

    /** A failed Pod is replaced after 10 s, 20 s, 40 s … counted from its failure. */
    private boolean pending(ObjectNode job, long failed) {
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failed - 1, 5));
        var last = pods(job).stream()
                .filter(pod -> Pods.phase(pod).equals("Failed"))
                .map(pod ->
                        Conditions.find(pod, "Ready").path("lastTransitionTime").asText())
                .map(Instant::parse)
                .max(Comparator.naturalOrder());
        var next = last.orElseThrow().plus(backoff);
        if (!next.isAfter(cluster.now())) {
            return false;
        }
        queue.addAfter(Duration.between(cluster.now(), next), Key.of(job));
        return true;
    }

    private List<ObjectNode> pods(JsonNode job) {
        return cluster.objects().list("pods", Meta.namespace(job)).stream()
                .filter(pod -> Meta.controlledBy(pod, job))
                .toList();
    }

    private static long count(List<ObjectNode> pods, String phase) {
        return pods.stream().filter(pod -> Pods.phase(pod).equals(phase)).count();
    }

    private void writeCounts(ObjectNode job) {
        List<ObjectNode> pods = pods(job);
        update(job, status -> {
            if (!status.has("startTime")) {
                status.put("startTime", cluster.timestamp());
            }
            counts(status, count(pods, "Succeeded"), count(pods, "Failed"));
            ReplicaSetController.putOrRemove(
                    status, "active", pods.stream().filter(Pods::active).count());
            status.put(
                    "ready",
                    pods.stream().filter(Pods::active).filter(Pods::ready).count());
        });
    }

    private static void counts(ObjectNode status, long succeeded, long failed) {
        ReplicaSetController.putOrRemove(status, "succeeded", succeeded);
        ReplicaSetController.putOrRemove(status, "failed", failed);
        status.put("terminating", 0);
        status.putObject("uncountedTerminatedPods");
    }

    private void finish(
            ObjectNode job,
            String criterion,
            String outcome,
            String reason,
            String message,
            long succeeded,
            long failed) {
        cluster.objects().updateStatus(JOBS, Meta.namespace(job), Meta.name(job), changed -> {
            String now = cluster.timestamp();
            Conditions.set(changed, new Condition(criterion, true, reason, message), "lastProbeTime", now);
            Conditions.set(changed, new Condition(outcome, true, reason, message), "lastProbeTime", now);
            ObjectNode status = changed.withObject("/status");
            if (outcome.equals("Complete")) {
                status.put("completionTime", now);
            }
            counts(status, succeeded, failed);
            status.remove("active");
            status.put("ready", 0);
        });
    }

    private void update(ObjectNode job, Consumer<ObjectNode> change) {
        cluster.objects()
                .updateStatus(
                        JOBS,
                        Meta.namespace(job),
                        Meta.name(job),
                        changed -> change.accept(changed.withObject("/status")));
    }
}
