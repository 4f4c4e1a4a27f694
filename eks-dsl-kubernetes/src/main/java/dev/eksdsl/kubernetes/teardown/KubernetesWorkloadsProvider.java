package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.EksSession;
import dev.eksdsl.WorkloadsProvider;
import dev.eksdsl.resource.workload.ClusterWorkloads;

/** Gives sessions their way to what runs in clusters: Fabric8, with the session's credentials. */
public final class KubernetesWorkloadsProvider implements WorkloadsProvider {

    @Override
    public ClusterWorkloads of(EksSession eks) {
        return new KubernetesWorkloads(eks);
    }
}
