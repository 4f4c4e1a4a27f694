package dev.eksdsl;

import dev.eksdsl.resource.addon.AddonBuilder;
import dev.eksdsl.resource.addon.ConflictPolicy;
import dev.eksdsl.resource.fargate.FargateProfileBuilder;
import dev.eksdsl.resource.nodegroup.NodeGroupBuilder;
import dev.eksdsl.resource.nodegroup.TaintEffect;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/** Declarations of every shape, the same for the same seed. */
final class RandomClusters {

    private static final String ROLE = "arn:aws:iam::111122223333:role/some";

    private final Random random;

    RandomClusters(long seed) {
        this.random = new Random(seed);
    }

    EksClusterSpec next() {
        EksClusterBuilder cluster = Eks.cluster("c" + random.nextInt(100)).version("1.3" + random.nextInt(7));
        sometimes(() -> cluster.endpoint(true, false).publicCidrs("203.0.113.0/24"));
        sometimes(() -> cluster.logging("api", "audit"));
        sometimes(cluster::logging);
        sometimes(() -> cluster.protect());
        sometimes(() -> cluster.deletionProtection(random.nextBoolean()).supportType("STANDARD"));
        sometimes(() -> cluster.serviceCidr("172.20.0.0/16").authenticationMode("API"));
        sometimes(() -> cluster.clusterRole(ROLE).nodeRole(ROLE));
        sometimes(() -> cluster.tag("team", "plattform \"ä\" → \\"));
        sometimes(cluster::withoutDefaultAddons);
        sometimes(cluster::oidcProvider);
        cluster.network(this::network);
        repeat(i -> cluster.nodeGroup("ng" + i, this::nodeGroup));
        repeat(i -> cluster.fargate("fp" + i, this::fargate));
        repeat(i -> cluster.addon("aws-ebs-csi-driver" + i, this::addon));
        repeat(i -> cluster.irsa("ns" + i, "sa", this::irsa));
        sometimes(() -> cluster.addon("aws-ebs-csi-driver"));
        return cluster.spec();
    }

    private void network(NetworkBuilder network) {
        network.zones(2 + random.nextInt(5)).nat(NatMode.values()[random.nextInt(NatMode.values().length)]);
        sometimes(() -> network.cidr("192.168.0.0/16"));
        sometimes(() -> network.privateSubnets("subnet-0a1b2c3d", "subnet-1a1b2c3d"));
        sometimes(() -> network.publicSubnets("subnet-2a1b2c3d", "subnet-3a1b2c3d"));
        sometimes(() -> network.securityGroups("sg-0a1b2c3d"));
    }

    private void nodeGroup(NodeGroupBuilder group) {
        sometimes(() -> group.scaling(0, random.nextInt(5), 5));
        sometimes(() -> group.scaling(1, 9));
        sometimes(() -> group.instanceTypes("m6i.large", "m6i.xlarge").spot());
        sometimes(() -> group.amiType("BOTTLEROCKET_ARM_64").diskSize(random.nextInt(100)));
        sometimes(() -> group.label("k", "v").label("tier", "api"));
        sometimes(() -> group.taint("k", "", TaintEffect.NO_EXECUTE).taint("k", "=:", TaintEffect.NO_SCHEDULE));
        sometimes(() -> group.subnets("subnet-0a1b2c3d").role(ROLE));
        sometimes(() -> group.maxUnavailable(3).version("1.30").tag("a", ""));
    }

    private void fargate(FargateProfileBuilder profile) {
        profile.selector("default");
        sometimes(() -> profile.selector("team-*", Map.of("a", "1", "b", "2")));
        sometimes(
                () -> profile.subnets("subnet-0a1b2c3d").podExecutionRole(ROLE).tag("a", "b"));
    }

    private void addon(AddonBuilder addon) {
        sometimes(addon::latest);
        sometimes(() -> addon.version("v1.2.3-eksbuild.4").conflicts(ConflictPolicy.PRESERVE));
        sometimes(() ->
                addon.configuration("{\"env\": {\"A\": \"1\"}}").role(ROLE).tag("a", "b"));
    }

    private void irsa(IrsaBuilder role) {
        sometimes(() -> role.managedPolicy("AmazonS3ReadOnlyAccess"));
        sometimes(() ->
                role.statement(s -> s.effect("Allow").addAction("s3:GetObject").addResource("*")));
        sometimes(() -> role.roleName("r" + random.nextInt()).permissionsBoundary(ROLE));
    }

    private void sometimes(Runnable declaration) {
        if (random.nextBoolean()) {
            declaration.run();
        }
    }

    private void repeat(IntConsumer declaration) {
        int times = random.nextInt(3);
        for (int i = 0; i < times; i++) {
            declaration.accept(i);
        }
    }
}
