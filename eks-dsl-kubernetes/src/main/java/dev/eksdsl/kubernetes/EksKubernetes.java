package dev.eksdsl.kubernetes;

import dev.eksdsl.ClusterAccess;
import dev.eksdsl.EksSession;
import dev.eksdsl.kubernetes.access.EksTokenProvider;
import dev.eksdsl.kubernetes.access.Kubeconfig;
import dev.eksdsl.kubernetes.deploy.EksDeployer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.util.function.Consumer;

/** From a session of AWS to a cluster's Kubernetes API: the entry to this module. */
public final class EksKubernetes {

    private EksKubernetes() {}

    /**
     * A Fabric8 client for a cluster. Its token is made and renewed in this JVM from the session's credentials, for as
     * long as the client lives; nothing is read from kubectl's files or the environment. The default namespace is {@code
     * default}. Its threads are daemons. Close it when done.
     *
     * @throws dev.eksdsl.aws.AwsCallException if there is no such cluster
     * @throws dev.eksdsl.model.EksDslException if the cluster has no endpoint yet
     */
    public static KubernetesClient client(EksSession eks, String cluster) {
        return client(eks, cluster, config -> {});
    }

    /**
     * A Fabric8 client for a cluster, with settings of one's own: proxies, timeouts, another default namespace.
     *
     * @param settings changes Fabric8's configuration; endpoint and authority are set already
     */
    public static KubernetesClient client(EksSession eks, String cluster, Consumer<ConfigBuilder> settings) {
        return client(eks, eks.access(cluster), settings);
    }

    /** A Fabric8 client for a cluster that is known already, with settings of one's own. Calls nothing. */
    public static KubernetesClient client(EksSession eks, ClusterAccess access, Consumer<ConfigBuilder> settings) {
        EksTokenProvider tokens = tokens(eks, access.name());
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withAutoConfigure(false)
                .withMasterUrl(access.endpoint())
                .withCaCertData(access.certificateAuthority())
                .withOauthTokenProvider(() -> tokens.token().value())
                .withNamespace("default")
                .withUserAgent("eks-dsl");
        settings.accept(config);
        KubernetesClientBuilder builder = new KubernetesClientBuilder()
                .withConfig(config.build())
                .withHttpClientBuilderConsumer(http ->
                        http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, new EksTokenInterceptor(tokens)));
        eks.part(HttpClient.Factory.class).ifPresent(builder::withHttpClientFactory);
        return builder.build();
    }

    /** Applies workloads to a cluster and follows them, in the session's time. The client stays the caller's. */
    public static EksDeployer deployer(EksSession eks, KubernetesClient client) {
        return EksDeployer.on(client, eks.timeline());
    }

    /** The tokens of a cluster in the session's region, for a Kubernetes client of one's own. Calls nothing. */
    public static EksTokenProvider tokens(EksSession eks, String cluster) {
        return EksTokenProvider.of(eks.region(), cluster, eks.credentials(), eks.timeline()::now);
    }

    /**
     * A cluster's entry for kubectl.
     *
     * @throws dev.eksdsl.aws.AwsCallException if there is no such cluster
     */
    public static Kubeconfig kubeconfig(EksSession eks, String cluster) {
        return Kubeconfig.of(eks.access(cluster));
    }
}
