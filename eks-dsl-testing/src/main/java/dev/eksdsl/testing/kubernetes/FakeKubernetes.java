package dev.eksdsl.testing.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.kubernetes.api.Storage;
import dev.eksdsl.testing.kubernetes.controller.Images;
import dev.eksdsl.testing.kubernetes.door.ClientTime;
import dev.eksdsl.testing.kubernetes.door.ClusterAddresses;
import dev.eksdsl.testing.kubernetes.door.InMemoryHttpClientFactory;
import dev.eksdsl.testing.server.Identities;
import dev.eksdsl.testing.server.World;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Kubernetes side of all clusters of one fake AWS: an API server, controllers and kubelets for each, reached without
 * a socket through {@link #httpClientFactory()}, or over HTTPS on loopback.
 *
 * <p>Thread-safe.
 */
public final class FakeKubernetes implements KubernetesCluster.Factory {

    private final Parts parts;
    private final ClusterAddresses addresses = new ClusterAddresses();
    private final Map<String, FakeKubernetesCluster> clusters = new ConcurrentHashMap<>();
    private final InMemoryHttpClientFactory httpClients;

    /**
     * What can be chosen.
     *
     * @param served whether clusters listen on 127.0.0.1, with HTTPS; otherwise only {@link
     *     FakeKubernetes#httpClientFactory()} reaches them
     * @param awsLoadBalancerController whether the AWS Load Balancer Controller counts as installed in every cluster
     */
    public record Options(boolean served, boolean awsLoadBalancerController) {

        /** In memory, with the AWS Load Balancer Controller. */
        public static final Options DEFAULT = new Options(false, true);

        public Options withServed(boolean other) {
            return new Options(other, awsLoadBalancerController);
        }

        public Options withAwsLoadBalancerController(boolean other) {
            return new Options(served, other);
        }
    }

    /** What every cluster is made of. */
    record Parts(
            World world,
            Identities identities,
            CloudNetwork network,
            LoadBalancers loadBalancers,
            Options options,
            Images images,
            Storage storage,
            ClientTime time) {}

    public FakeKubernetes(
            World world, Identities identities, CloudNetwork network, LoadBalancers loadBalancers, Options options) {
        ClientTime time = new ClientTime(world.timeline());
        Images images = new Images(world.journal());
        this.parts = new Parts(world, identities, network, loadBalancers, options, images, new Storage(), time);
        this.httpClients = new InMemoryHttpClientFactory(addresses, time);
        world.journal().player(WriteDeed.KIND, this::repeat);
    }

    private void repeat(ObjectNode json) {
        WriteDeed deed = WriteDeed.of(json);
        cluster(deed.cluster())
                .orElseThrow(() -> new IllegalArgumentException("there is no cluster " + deed.cluster()))
                .repeat(deed);
    }

    @Override
    public KubernetesCluster create(KubernetesCluster.ClusterFacts facts) {
        return parts.world().locked(() -> {
            FakeKubernetesCluster cluster = new FakeKubernetesCluster(parts, facts, addresses, clusters::remove);
            clusters.put(facts.arn(), cluster);
            return cluster;
        });
    }

    /** The cluster with this ARN, while it exists. */
    public Optional<FakeKubernetesCluster> cluster(String arn) {
        return Optional.ofNullable(clusters.get(arn));
    }

    /** What containers do, by image; holds for all clusters. */
    public Images images() {
        return parts.images();
    }

    /** For Fabric8's client: reaches every cluster by its endpoint's host name, without a socket. */
    public HttpClient.Factory httpClientFactory() {
        return httpClients;
    }
}
