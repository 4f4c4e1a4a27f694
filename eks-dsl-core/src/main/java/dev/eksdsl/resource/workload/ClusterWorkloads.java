package dev.eksdsl.resource.workload;

/**
 * The way to what runs in a cluster. Core has none of its own; the Kubernetes module brings one, and {@code
 * AwsOptions.part(ClusterWorkloads.class, …)} gives another. Implementations are thread-safe and never wait for what they have
 * asked for.
 */
public interface ClusterWorkloads {

    /**
     * Finds what holds resources of AWS. Reads only.
     *
     * @throws UnreachableClusterException if the API does not answer or refuses
     */
    WorkloadsState find(ClusterEndpoint cluster);

    /**
     * Asks for the deletion of all that is found to go, as far as nobody has asked for it yet, and returns. Called again and
     * again until nothing is left.
     *
     * @return what was there, before it was asked for
     * @throws UnreachableClusterException if the API does not answer or refuses
     */
    WorkloadsState release(ClusterEndpoint cluster);
}
