package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * When a Pod's readiness is asked for, and what the kubelet says if it fails.
 *
 * @param delay from the container's start to the first probe
 * @param period from one probe to the next
 * @param failure the message of the event
 */
record ReadinessProbe(Duration delay, Duration period, String failure) {

    private static final int DEFAULT_PERIOD_SECONDS = 10;

    /** The probe of the Pod that begins last; empty if it has none. */
    static Optional<ReadinessProbe> of(JsonNode pod) {
        return StreamSupport.stream(pod.path("spec").path("containers").spliterator(), false)
                .map(container -> container.path("readinessProbe"))
                .filter(JsonNode::isObject)
                .map(ReadinessProbe::read)
                .max(Comparator.comparing(ReadinessProbe::delay));
    }

    private static ReadinessProbe read(JsonNode probe) {
        return new ReadinessProbe(
                Duration.ofSeconds(probe.path("initialDelaySeconds").asLong()),
                Duration.ofSeconds(probe.path("periodSeconds").asLong(DEFAULT_PERIOD_SECONDS)),
                "Readiness probe failed: "
                        + (probe.has("httpGet")
                                ? "HTTP probe failed with statuscode: 503"
                                : "the container is not ready"));
    }
}
