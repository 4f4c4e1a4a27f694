package dev.eksdsl.testing;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.eks.FakeEks;
import dev.eksdsl.testing.eks.KubernetesVersions;
import dev.eksdsl.testing.elb.FakeElb;
import dev.eksdsl.testing.iam.FakeIam;
import dev.eksdsl.testing.kubernetes.FakeKubernetes;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.ssm.FakeSsm;
import dev.eksdsl.testing.ssm.ImageCalendar;
import dev.eksdsl.testing.sts.FakeSts;
import dev.eksdsl.testing.sts.PresignedIdentities;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The services of one fake, put together. */
final class FakeServices implements AutoCloseable {

    private final World world;
    private final FakeEc2 ec2;
    private final FakeIam iam;
    private final FakeElb elb;
    private final FakeEks eks;
    private final FakeKubernetes kubernetes;
    private final FakeServer server;

    FakeServices(World world, boolean servedKubernetes, boolean loadBalancerController) {
        this.world = world;
        AccessKeys keys = new AccessKeys();
        this.ec2 = new FakeEc2(world);
        this.iam = new FakeIam(world);
        this.elb = new FakeElb(world, ec2);
        FakeSts sts = new FakeSts(world, keys, iam);
        this.kubernetes = new FakeKubernetes(
                world,
                new PresignedIdentities(world, keys),
                ec2,
                elb,
                new FakeKubernetes.Options(servedKubernetes, loadBalancerController));
        this.eks = new FakeEks(world, ec2, iam, kubernetes);
        FakeSsm ssm = new FakeSsm(world, new EksImages());
        this.server = new FakeServer(world, keys, List.of(eks, ec2, iam, sts, ssm, elb));
    }

    /** AWS publishes images for the versions that EKS offers. */
    private static final class EksImages implements ImageCalendar {
        @Override
        public List<String> versions(Instant moment) {
            return KubernetesVersions.eks().available(moment);
        }

        @Override
        public String release(String version, Instant moment) {
            return KubernetesVersions.eks().amiRelease(version, moment);
        }
    }

    World world() {
        return world;
    }

    FakeServer server() {
        return server;
    }

    FakeKubernetes kubernetes() {
        return kubernetes;
    }

    List<InventoryItem> inventory() {
        return world.locked(() -> Stream.of(ec2.inventory(), iam.inventory(), eks.inventory(), elb.inventory())
                .flatMap(List::stream)
                .sorted()
                .toList());
    }

    @Override
    public void close() {
        world.locked(() -> {
            eks.reset();
            return true;
        });
    }
}
