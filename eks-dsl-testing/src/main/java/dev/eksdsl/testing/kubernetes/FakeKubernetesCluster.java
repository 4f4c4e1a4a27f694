package dev.eksdsl.testing.kubernetes;

import dev.eksdsl.testing.kubernetes.FakeKubernetes.Parts;
import dev.eksdsl.testing.kubernetes.api.KubernetesApi;
import dev.eksdsl.testing.kubernetes.api.KubernetesApiServer;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.kubernetes.auth.AwsAuth;
import dev.eksdsl.testing.kubernetes.auth.ClusterAccess;
import dev.eksdsl.testing.kubernetes.controller.ControlPlane;
import dev.eksdsl.testing.kubernetes.door.ClusterAddresses;
import dev.eksdsl.testing.kubernetes.door.HttpsDoor;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.tls.CertificateAuthority;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One fake cluster: its API server, its controllers, its door. */
public final class FakeKubernetesCluster implements KubernetesCluster {

    private static final String SERVICE_CIDR = "172.20.0.0/16";
    private static final String SERVICE_CIDR_BESIDE_172 = "10.100.0.0/16";

    private final Parts parts;
    private final ClusterFacts facts;
    private final ClusterAddresses addresses;
    private final Consumer<String> forget;
    private final ClusterAccess access;
    private final KubernetesApiServer server;
    private final JournaledApi api;
    private final ControlPlane controlPlane;
    private final @Nullable HttpsDoor door;
    private final String endpoint;

    FakeKubernetesCluster(Parts parts, ClusterFacts facts, ClusterAddresses addresses, Consumer<String> forget) {
        this.parts = parts;
        this.facts = facts;
        this.addresses = addresses;
        this.forget = forget;
        this.access = new ClusterAccess(parts.world(), parts.identities(), this::objects);
        this.server = new KubernetesApiServer(
                parts.world(),
                KubernetesApiServer.Options.DEFAULT
                        .withVersion(facts.version())
                        .withServiceCidr(serviceCidr())
                        .withAccess(access, access),
                parts.storage());
        this.api = new JournaledApi(parts.world(), facts.arn(), access, server);
        this.controlPlane = new ControlPlane(
                parts.world(),
                facts,
                server,
                new ControlPlane.Surroundings(
                        parts.network(),
                        parts.loadBalancers(),
                        parts.images(),
                        parts.options().awsLoadBalancerController(),
                        CertificateAuthority.ofClusters().pem()));
        this.door =
                parts.options().served() ? HttpsDoor.open(api, parts.time(), CertificateAuthority.ofClusters()) : null;
        this.endpoint = door == null ? inMemoryEndpoint() : door.endpoint();
        if (door == null) {
            addresses.add(URI.create(endpoint).getHost(), api);
        }
    }

    /** EKS takes 10.100.0.0/16 unless the VPC uses 10.0.0.0/8, else 172.20.0.0/16 (EKS user guide, "VPC and subnets"). */
    private String serviceCidr() {
        boolean vpcUsesTen = parts
                .network()
                .vpcCidrs(new Caller(facts.accountId(), facts.region(), facts.arn()), facts.vpcId())
                .orElse(List.of())
                .stream()
                .anyMatch(cidr -> cidr.startsWith("10."));
        return vpcUsesTen ? SERVICE_CIDR : SERVICE_CIDR_BESIDE_172;
    }

    private String inMemoryEndpoint() {
        String domain = facts.region().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return "https://" + facts.id().toUpperCase(Locale.ROOT) + ".gr7." + facts.region() + ".eks." + domain;
    }

    /** The cluster's objects, beneath the API: for assertions, and for controllers of a test's own. */
    public KubernetesObjects objects() {
        return server;
    }

    /** The cluster's API, with authentication. */
    public KubernetesApi api() {
        return api;
    }

    void repeat(WriteDeed deed) {
        api.repeat(deed);
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public String certificateAuthorityPem() {
        return CertificateAuthority.ofClusters().pem();
    }

    @Override
    public void nodeJoined(NodeFacts node) {
        locked(() -> controlPlane.nodeJoined(node));
    }

    @Override
    public void nodeLeft(String name) {
        locked(() -> controlPlane.nodeLeft(name));
    }

    @Override
    public boolean drain(String name, boolean force) {
        return parts.world().locked(() -> controlPlane.drain(name, force));
    }

    @Override
    public void fargateProfiles(List<FargateProfileFacts> profiles) {
        locked(() -> controlPlane.fargateProfiles(profiles));
    }

    @Override
    public void addonInstalled(String name, String version) {
        locked(() -> controlPlane.addonInstalled(name, version));
    }

    @Override
    public void addonRemoved(String name) {
        locked(() -> controlPlane.addonRemoved(name));
    }

    @Override
    public boolean addonHealthy(String name) {
        return parts.world().locked(() -> controlPlane.addonHealthy(name));
    }

    @Override
    public void mapNodeRole(String roleArn) {
        locked(() -> new AwsAuth(server).addNodeRole(roleArn));
    }

    @Override
    public boolean mapsRole(String roleArn) {
        return parts.world().locked(() -> new AwsAuth(server).mapsRole(roleArn));
    }

    @Override
    public void access(List<AccessFacts> entries) {
        locked(() -> access.entries(entries));
    }

    @Override
    public void version(String kubernetesVersion) {
        locked(() -> {
            server.version(kubernetesVersion);
            controlPlane.version(kubernetesVersion);
        });
    }

    private void locked(Runnable change) {
        parts.world().locked(() -> {
            change.run();
            return true;
        });
    }

    @Override
    public void close() {
        locked(controlPlane::close);
        forget.accept(facts.arn());
        if (door == null) {
            addresses.remove(URI.create(endpoint).getHost());
        } else {
            door.close();
        }
    }
}
