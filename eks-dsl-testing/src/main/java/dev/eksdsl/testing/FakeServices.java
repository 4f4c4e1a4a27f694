package dev.eksdsl.testing;

import dev.eksdsl.testing.authorization.Callers;
import dev.eksdsl.testing.authorization.PolicyEnforcement;
import dev.eksdsl.testing.autoscaling.FakeAutoScaling;
import dev.eksdsl.testing.ec2.Capacity;
import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.ec2.NodeImages;
import dev.eksdsl.testing.eks.FakeEks;
import dev.eksdsl.testing.eks.KubernetesVersions;
import dev.eksdsl.testing.eksauth.FakeEksAuth;
import dev.eksdsl.testing.elb.FakeElb;
import dev.eksdsl.testing.events.AwsEvent;
import dev.eksdsl.testing.events.FakeEvents;
import dev.eksdsl.testing.iam.FakeIam;
import dev.eksdsl.testing.kms.FakeKms;
import dev.eksdsl.testing.kubernetes.FakeKubernetes;
import dev.eksdsl.testing.logs.FakeLogs;
import dev.eksdsl.testing.pricing.FakePricing;
import dev.eksdsl.testing.server.AccessKeys;
import dev.eksdsl.testing.server.FakeServer;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Inventory;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.servicequotas.FakeServiceQuotas;
import dev.eksdsl.testing.sqs.FakeSqs;
import dev.eksdsl.testing.ssm.FakeSsm;
import dev.eksdsl.testing.sts.FakeSts;
import dev.eksdsl.testing.sts.PresignedIdentities;
import dev.eksdsl.testing.tagging.FakeTagging;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The services of one fake, put together. */
final class FakeServices implements AutoCloseable {

    private final World world;
    private final Snapshot.Settings settings;
    private final FakeEc2 ec2;
    private final FakeEks eks;
    private final FakeAutoScaling autoScaling;
    private final NodeFaults nodeFaults;
    private final SpotFaults spotFaults;
    private final FakeKubernetes kubernetes;
    private final List<FakeService> services;
    private final FakeServer server;
    private final PolicyEnforcement enforcement;
    private final Callers callers;
    private final FakeIam iam;
    private final FakeSts sts;

    FakeServices(World world, boolean servedKubernetes, Snapshot.Settings settings) {
        this.world = world;
        this.settings = settings;
        AccessKeys keys = new AccessKeys();
        NodeImages images = new NodeImages(new EksReleases());
        this.ec2 = new FakeEc2(world, images);
        FakeIam iam = new FakeIam(world, keys);
        ec2.profilesOf(iam);
        FakeElb elb = new FakeElb(world, ec2);
        this.enforcement = new PolicyEnforcement(world, this::services);
        this.callers = new Callers(keys, world.journal());
        enforcement.by(callers);
        enforcement.observedBy(iam);
        this.iam = iam;
        this.sts = new FakeSts(world, keys, iam, enforcement);
        this.kubernetes = new FakeKubernetes(
                world,
                new PresignedIdentities(world, keys),
                ec2,
                elb,
                new FakeKubernetes.Options(servedKubernetes, settings.loadBalancerController()));
        this.autoScaling = new FakeAutoScaling(world, ec2, elb.instanceTargets());
        FakeLogs logs = new FakeLogs(world);
        FakeKms kms = new FakeKms(world);
        this.eks = new FakeEks(world, ec2, autoScaling, iam, kubernetes, logs, kms);
        this.nodeFaults = new NodeFaults(world, eks, autoScaling);
        FakeSsm ssm = new FakeSsm(world, images);
        FakeSqs sqs = new FakeSqs(world);
        FakeEvents events = new FakeEvents(world, sqs, logs);
        ec2.onStateChange((owner, instance, state) -> events.put(owner, AwsEvent.stateChange(owner, instance, state)));
        this.spotFaults = new SpotFaults(world, ec2, events);
        FakeServiceQuotas quotas = new FakeServiceQuotas(world);
        FakeTagging tagging = new FakeTagging(world, this::services);
        this.services = List.of(
                eks,
                ec2,
                autoScaling,
                iam,
                sts,
                ssm,
                elb,
                sqs,
                events,
                logs,
                quotas,
                kms,
                tagging,
                new FakePricing(),
                new FakeEksAuth(world, eks, sts));
        this.server = new FakeServer(world, keys, enforcement, services);
    }

    /** AWS publishes images for the versions that EKS offers. */
    private static final class EksReleases implements NodeImages.Releases {
        @Override
        public List<String> versions(Instant moment) {
            return KubernetesVersions.eks().available(moment);
        }

        @Override
        public String release(String version, Instant moment) {
            return KubernetesVersions.eks().amiRelease(version, moment);
        }
    }

    private Collection<FakeService> services() {
        return services;
    }

    /** Holds users of IAM and sessions of roles to their policies from now on. */
    void enforcePolicies() {
        enforcement.by(sts);
        enforcement.by(iam);
    }

    Callers callers() {
        return callers;
    }

    NodeFaults nodes() {
        return nodeFaults;
    }

    AddonFaults addons() {
        return new AddonFaults(eks);
    }

    SpotFaults spot() {
        return spotFaults;
    }

    Capacity capacity() {
        return ec2.capacity();
    }

    World world() {
        return world;
    }

    FakeEc2 ec2() {
        return ec2;
    }

    FakeServer server() {
        return server;
    }

    FakeKubernetes kubernetes() {
        return kubernetes;
    }

    Inventory inventory() {
        return world.locked(() -> Inventory.of(services.stream()
                .flatMap(service -> service.inventory().stream())
                .toList()));
    }

    Snapshot snapshot() {
        return world.locked(() -> new Snapshot(
                "the snapshot",
                settings,
                world.now(),
                Snapshot.lines(inventory()),
                world.journal().written()));
    }

    @Override
    public void close() {
        world.locked(() -> {
            eks.reset();
            return true;
        });
    }
}
