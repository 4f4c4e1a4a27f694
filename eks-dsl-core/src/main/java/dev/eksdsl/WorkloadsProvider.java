package dev.eksdsl;

import dev.eksdsl.resource.workload.ClusterWorkloads;

/**
 * Gives a session its way to what runs in clusters. Found with {@link java.util.ServiceLoader}; the Kubernetes module has one.
 * Without any, a destruction cannot see what workloads hold in AWS, and says so.
 */
public interface WorkloadsProvider {

    /** The way for this session. Called once, while the session is being made: it may keep the session, but not use it yet. */
    ClusterWorkloads of(EksSession eks);
}
