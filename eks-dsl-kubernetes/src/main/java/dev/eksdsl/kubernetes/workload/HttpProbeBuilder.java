package dev.eksdsl.kubernetes.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Declares how often a container's HTTP probe asks; what is not said is left to Kubernetes. Not thread-safe. */
public final class HttpProbeBuilder {

    private final String path;
    private final int port;
    private @Nullable Duration initialDelay;
    private @Nullable Duration period;
    private @Nullable Duration timeout;
    private @Nullable Integer failureThreshold;
    private @Nullable Integer successThreshold;

    HttpProbeBuilder(String path, int port) {
        this.path = path;
        this.port = port;
    }

    /** How long after the container's start the first probe comes; 0 s by default. */
    public HttpProbeBuilder initialDelay(Duration delay) {
        initialDelay = delay;
        return this;
    }

    /** How often it asks; 10 s by default, at least 1 s. */
    public HttpProbeBuilder period(Duration between) {
        period = between;
        return this;
    }

    /** How long it waits for the answer; 1 s by default, at least 1 s. */
    public HttpProbeBuilder timeout(Duration atMost) {
        timeout = atMost;
        return this;
    }

    /** After how many failures in a row the probe has failed; 3 by default. */
    public HttpProbeBuilder failureThreshold(int failures) {
        failureThreshold = failures;
        return this;
    }

    /** After how many successes in a row the probe succeeds again; 1 by default, and always 1 but for readiness. */
    public HttpProbeBuilder successThreshold(int successes) {
        successThreshold = successes;
        return this;
    }

    void check(Findings findings, String probe) {
        if (!path.startsWith("/")) {
            findings.add("EKS-W06", probe + ".path", "\"" + path + "\" is no path", "\"/" + path + "\"");
        }
        findings.port(probe + ".port", port);
        if (initialDelay != null) {
            findings.seconds(probe + ".initialDelay", initialDelay, 0);
        }
        if (period != null) {
            findings.seconds(probe + ".period", period, 1);
        }
        if (timeout != null) {
            findings.seconds(probe + ".timeout", timeout, 1);
        }
        if (failureThreshold != null && failureThreshold < 1) {
            findings.add("EKS-W06", probe + ".failureThreshold", failureThreshold + " is too low", "at least 1");
        }
        boolean onlyOne = !probe.equals("readiness");
        if (successThreshold != null && (successThreshold < 1 || onlyOne && successThreshold > 1)) {
            findings.add(
                    "EKS-W06",
                    probe + ".successThreshold",
                    successThreshold + " is not allowed here",
                    onlyOne ? "leave it at 1" : "at least 1");
        }
    }

    Probe build() {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(port))
                .endHttpGet()
                .withInitialDelaySeconds(seconds(initialDelay))
                .withPeriodSeconds(seconds(period))
                .withTimeoutSeconds(seconds(timeout))
                .withFailureThreshold(failureThreshold)
                .withSuccessThreshold(successThreshold)
                .build();
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toSeconds());
    }
}
