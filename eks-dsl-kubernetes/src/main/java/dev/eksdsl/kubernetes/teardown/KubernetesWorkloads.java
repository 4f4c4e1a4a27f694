package dev.eksdsl.kubernetes.teardown;

import dev.eksdsl.ClusterAccess;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.EksKubernetes;
import dev.eksdsl.kubernetes.deploy.Refusal;
import dev.eksdsl.resource.workload.ClusterEndpoint;
import dev.eksdsl.resource.workload.ClusterWorkloads;
import dev.eksdsl.resource.workload.UnreachableClusterException;
import dev.eksdsl.resource.workload.WorkloadsState;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Function;

/** What runs in clusters, by their Kubernetes API. A client lives as long as one look. */
record KubernetesWorkloads(EksSession eks) implements ClusterWorkloads {

    /** An endpoint that cannot be reached should not hold a plan up for long. */
    private static final int CONNECT_MILLIS = 5_000;

    private static final int RETRIES = 2;

    @Override
    public WorkloadsState find(ClusterEndpoint cluster) {
        return with(cluster, client -> new Sweep(client).find());
    }

    @Override
    public WorkloadsState release(ClusterEndpoint cluster) {
        return with(cluster, client -> new Sweep(client).release());
    }

    private WorkloadsState with(ClusterEndpoint cluster, Function<KubernetesClient, WorkloadsState> look) {
        ClusterAccess access = new ClusterAccess(
                cluster.cluster(), cluster.arn(), eks.region(), cluster.url(), cluster.certificateAuthority());
        try (KubernetesClient client = EksKubernetes.client(
                eks,
                access,
                config -> config.withConnectionTimeout(CONNECT_MILLIS).withRequestRetryBackoffLimit(RETRIES))) {
            return look.apply(client);
        } catch (KubernetesClientException e) {
            throw new UnreachableClusterException(
                    String.valueOf(Refusal.of("reach its workloads", e).getMessage()), Refusal.mayPass(e), e);
        }
    }
}
