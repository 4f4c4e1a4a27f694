package dev.eksdsl.kubernetes.deploy;

import dev.eksdsl.time.SystemTimeline;
import dev.eksdsl.time.Timeline;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings workloads onto a cluster and says how they fare: the entry to this package. The objects come from {@link
 * dev.eksdsl.kubernetes.workload.Workloads}, or are any of Fabric8's.
 *
 * <p>Thread-safe. Holds nothing of its own; the client stays the caller's. Waiting can be ended by interrupting the
 * waiting thread: {@link java.util.concurrent.CancellationException}.
 */
public final class EksDeployer {

    /** The name under which applied fields are owned in the cluster: {@value}. */
    public static final String FIELD_MANAGER = "eks-dsl";

    private final KubernetesClient client;
    private final Timeline timeline;

    private EksDeployer(KubernetesClient client, Timeline timeline) {
        this.client = client;
        this.timeline = timeline;
    }

    /** Deploys in real time. */
    public static EksDeployer on(KubernetesClient client) {
        return on(client, SystemTimeline.create());
    }

    /** Deploys in the time of a session: {@code EksDeployer.on(client, eks.timeline())}. */
    public static EksDeployer on(KubernetesClient client, Timeline timeline) {
        return new EksDeployer(client, timeline);
    }

    /**
     * Applies objects with server-side apply. What was said before and is no longer said is removed; what others manage
     * stays. Namespaces come first, everything else in the order given.
     *
     * @return what became of each object, in the order it was applied
     * @throws WorkloadException if the cluster refuses one; those before it are applied
     */
    public List<WorkloadChange> apply(HasMetadata... objects) {
        return apply(List.of(objects), options -> {});
    }

    /** Applies objects, and with the options may create their namespaces or take over fields of other managers. */
    public List<WorkloadChange> apply(List<? extends HasMetadata> objects, Consumer<ApplyOptions> settings) {
        ApplyOptions options = new ApplyOptions();
        settings.accept(options);
        return new ServerSideApply(client, options).apply(objects);
    }

    /**
     * Waits until all pods of a Deployment are of its newest kind and serve. Looks every 2 seconds.
     *
     * <p>Ends early when waiting is in vain: the image is missing or denied, a container has crashed more than three
     * times, or Kubernetes has given up. What may pass by itself, such as a lack of nodes, is waited for.
     *
     * @throws RolloutFailedException if it failed or the time is over, with the reasons
     * @throws WorkloadException if there is no such Deployment, or the API does not answer
     */
    public RolloutDiagnosis awaitRollout(Deployment deployment, Duration timeout) {
        return awaitRollout(deployment, timeout, progress -> {});
    }

    /** Waits for a rollout and tells of each change on the way, on a thread of the timeline. */
    public RolloutDiagnosis awaitRollout(Deployment deployment, Duration timeout, Consumer<RolloutDiagnosis> progress) {
        return new RolloutWatch(client, deployment, progress).await(timeline, timeout);
    }

    /**
     * Waits until a Service's load balancer has a name. That name may take minutes more to resolve everywhere. Looks every
     * 5 seconds; ends early when the controller has failed at the same thing more than five times.
     *
     * @return the host name
     * @throws WorkloadException if it does not come about, with what the controller says
     */
    public String awaitLoadBalancer(Service service, Duration timeout) {
        return new LoadBalancerWatch(client, service).await(timeline, timeout);
    }

    /**
     * Deletes objects in reverse order, with all that they own, and waits until they are gone: pods ended, load balancers
     * deleted. What is not there counts as done.
     *
     * @return what became of each object, the last one first
     * @throws WorkloadException if something is left when the time is over, with the reason
     */
    public List<WorkloadChange> delete(Duration timeout, HasMetadata... objects) {
        return new Removal(client).delete(List.of(objects), timeline, timeout);
    }
}
