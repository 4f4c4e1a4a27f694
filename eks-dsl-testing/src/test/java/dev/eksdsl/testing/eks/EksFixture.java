package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.autoscaling.FakeAutoScaling;
import dev.eksdsl.testing.kms.FakeKms;
import dev.eksdsl.testing.kubernetes.KubernetesCluster;
import dev.eksdsl.testing.logs.FakeLogs;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Handler;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.CreateAddonResponse;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;

/** A fake EKS on virtual time among doubles of its neighbours, and requests that it accepts. */
final class EksFixture {

    static final Caller CALLER =
            new Caller("111122223333", "us-east-1", "arn:aws:sts::111122223333:assumed-role/deployer/session");

    final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-11-22T12:00:00Z"));
    final World world = new World(time, 7, new Durations());
    final NetworkDouble network = new NetworkDouble();
    final RolesDouble roles = new RolesDouble();
    final Map<String, KubernetesDouble> kubernetes = new HashMap<>();
    final FakeAutoScaling groups = new FakeAutoScaling(world, network, new NoTargets());
    final FakeLogs logs = new FakeLogs(world);
    final FakeKms keys = new FakeKms(world);
    final FakeEks eks = new FakeEks(world, network, groups, roles, this::kubernetes, logs, keys);
    private final Map<Class<?>, Handler<?, ?>> handlers = new HashMap<>();

    EksFixture() {
        FakeService.Operations operations = new FakeService.Operations() {
            @Override
            public <Q, R> void on(Class<Q> request, Handler<Q, R> handler) {
                handlers.put(request, handler);
            }
        };
        eks.register(operations);
        keys.register(operations);
    }

    private KubernetesCluster kubernetes(KubernetesCluster.ClusterFacts facts) {
        KubernetesDouble made = new KubernetesDouble(facts);
        kubernetes.put(facts.name(), made);
        return made;
    }

    /** Makes a symmetric key, and gives its ARN. */
    String key() {
        return call(CreateKeyRequest.builder().build(), CreateKeyResponse.class)
                .keyMetadata()
                .arn();
    }

    /** Calls an operation as the fixture's caller. */
    <R> R call(Object request, Class<R> response) {
        return call(request, response, CALLER);
    }

    <R> R call(Object request, Class<R> response, Caller caller) {
        return world.locked(() -> response.cast(invoke(handlers.get(request.getClass()), request, caller)));
    }

    @SuppressWarnings("unchecked")
    private static <Q> Object invoke(Handler<Q, ?> handler, Object request, Caller caller) {
        return handler.handle((Q) request, caller);
    }

    /** The refusal of a call that must be refused. */
    AwsFault refusal(Object request) {
        try {
            call(request, Object.class);
        } catch (AwsFault fault) {
            return fault;
        }
        throw new AssertionError("was not refused: " + request);
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    static CreateClusterRequest.Builder clusterRequest() {
        return CreateClusterRequest.builder()
                .name("demo")
                .version("1.35")
                .roleArn(RolesDouble.CLUSTER)
                .accessConfig(access -> access.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP))
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-a", "subnet-b"));
    }

    static CreateNodegroupRequest.Builder nodegroupRequest() {
        return CreateNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .nodeRole(RolesDouble.NODE)
                .subnets("subnet-a", "subnet-b")
                .instanceTypes("m6i.large")
                .scalingConfig(scaling -> scaling.minSize(1).maxSize(4).desiredSize(2));
    }

    static CreateFargateProfileRequest.Builder fargateRequest() {
        return CreateFargateProfileRequest.builder()
                .clusterName("demo")
                .fargateProfileName("jobs")
                .podExecutionRoleArn(RolesDouble.FARGATE)
                .subnets("subnet-a")
                .selectors(FargateProfileSelector.builder()
                        .namespace("jobs")
                        .labels(Map.of("tier", "batch"))
                        .build());
    }

    static CreateAddonRequest.Builder addonRequest(String name) {
        return CreateAddonRequest.builder().clusterName("demo").addonName(name);
    }

    Cluster activeCluster() {
        return activeCluster(request -> {});
    }

    Cluster activeCluster(Consumer<CreateClusterRequest.Builder> change) {
        CreateClusterRequest.Builder request = clusterRequest();
        change.accept(request);
        call(request.build(), CreateClusterResponse.class);
        pass(Duration.ofMinutes(10));
        return cluster();
    }

    Cluster cluster() {
        return call(DescribeClusterRequest.builder().name("demo").build(), DescribeClusterResponse.class)
                .cluster();
    }

    Nodegroup activeNodegroup() {
        call(nodegroupRequest().build(), CreateNodegroupResponse.class);
        pass(Duration.ofMinutes(2));
        return nodegroup();
    }

    Nodegroup nodegroup() {
        DescribeNodegroupRequest request = DescribeNodegroupRequest.builder()
                .clusterName("demo")
                .nodegroupName("workers")
                .build();
        return call(request, DescribeNodegroupResponse.class).nodegroup();
    }

    void activeFargateProfile() {
        call(fargateRequest().build(), CreateFargateProfileResponse.class);
        pass(Duration.ofMinutes(2));
    }

    Addon createAddon(Consumer<CreateAddonRequest.Builder> change, String name) {
        CreateAddonRequest.Builder request = addonRequest(name);
        change.accept(request);
        return call(request.build(), CreateAddonResponse.class).addon();
    }

    Addon addon(String name) {
        DescribeAddonRequest request = DescribeAddonRequest.builder()
                .clusterName("demo")
                .addonName(name)
                .build();
        return call(request, DescribeAddonResponse.class).addon();
    }

    KubernetesDouble kubernetes() {
        return kubernetes.get("demo");
    }
}
