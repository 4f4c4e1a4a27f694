package dev.eksdsl.testing.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.ClusterFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.FargateProfileFacts;
import dev.eksdsl.testing.kubernetes.KubernetesCluster.NodeFacts;
import dev.eksdsl.testing.kubernetes.LoadBalancers;
import dev.eksdsl.testing.kubernetes.api.KubernetesObjects;
import dev.eksdsl.testing.kubernetes.auth.BuiltInRoles;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * The controllers, the scheduler and the kubelets of one cluster. They act on the world's timeline only: nothing happens
 * within the call that causes it. All methods expect the world's lock to be held.
 */
public final class ControlPlane implements AutoCloseable {

    private static final String EBS_DRIVER_ADDON = "aws-ebs-csi-driver";
    private static final String LOAD_BALANCER_CONTROLLER = "aws-load-balancer-controller";

    /** The newest version of the AWS Load Balancer Controller that the domain's sources speak of. */
    private static final String LOAD_BALANCER_CONTROLLER_VERSION = "v3.5.0";

    private final ClusterContext cluster;
    private final CloudNetwork network;
    private final PodAddresses addresses = new PodAddresses();
    private final Nodes nodes;
    private final FargateScheduler fargate;
    private final Addons addons;
    private final VolumeController volumes;
    private final VolumeReclaimer reclaimer;
    private final Scheduler scheduler;

    /**
     * What the controllers work with.
     *
     * @param network the fake's EC2
     * @param loadBalancers the fake's Elastic Load Balancing
     * @param images what containers do
     * @param awsLoadBalancerController whether the AWS Load Balancer Controller is installed in the cluster
     * @param certificateAuthority PEM, published to every namespace
     */
    public record Surroundings(
            CloudNetwork network,
            LoadBalancers loadBalancers,
            Images images,
            boolean awsLoadBalancerController,
            String certificateAuthority) {}

    /** Starts the controllers and creates what a new EKS cluster has in it. */
    public ControlPlane(World world, ClusterFacts facts, KubernetesObjects objects, Surroundings surroundings) {
        this.cluster = new ClusterContext(world, facts, objects);
        this.network = surroundings.network();
        this.nodes = new Nodes(cluster);
        this.addons = new Addons(cluster);
        this.fargate = new FargateScheduler(cluster, network, nodes);
        EbsDriver ebs = new EbsDriver(
                cluster, network, () -> addons.isInstalled(EBS_DRIVER_ADDON) && addons.serves(EBS_DRIVER_ADDON));
        this.volumes = new VolumeController(cluster, ebs);
        this.reclaimer = new VolumeReclaimer(cluster, ebs);
        this.scheduler = new Scheduler(cluster, fargate, volumes);
        SubnetChoice subnets = new SubnetChoice(cluster, network, surroundings.loadBalancers());
        BooleanSupplier balancing = () -> addons.serves(LOAD_BALANCER_CONTROLLER);
        List<Controller> controllers = List.of(
                new NamespaceController(cluster, surroundings.certificateAuthority()),
                new DeploymentController(cluster),
                new ReplicaSetController(cluster),
                new DaemonSetController(cluster),
                new StatefulSetController(cluster),
                new JobController(cluster),
                new DisruptionController(cluster),
                volumes,
                reclaimer,
                scheduler,
                fargate,
                new Kubelet(cluster, surroundings.images(), addresses),
                new EndpointsController(cluster),
                new LoadBalancerController(
                        cluster, surroundings.loadBalancers(), new LoadBalancerPlan(cluster, subnets), balancing),
                new IngressController(
                        cluster,
                        surroundings.loadBalancers().application(),
                        new IngressPlan(cluster, subnets),
                        balancing));
        objects.subscribe((type, resource, object) -> {
            if (!cluster.closed()) {
                controllers.forEach(controller -> controller.changed(type, resource, object));
            }
        });
        for (String resource : List.of("namespaces", "services")) {
            objects.list(resource)
                    .forEach(
                            object -> controllers.forEach(controller -> controller.changed("ADDED", resource, object)));
        }
        furnish();
        if (surroundings.awsLoadBalancerController()) {
            addons.install(LOAD_BALANCER_CONTROLLER, LOAD_BALANCER_CONTROLLER_VERSION);
        }
    }

    private void furnish() {
        StorageClasses.gp2(cluster);
        for (ObjectNode role : BuiltInRoles.objects()) {
            String kind = role.path("kind").asText().toLowerCase(Locale.ROOT);
            String resource = kind + "s.rbac.authorization.k8s.io";
            if (cluster.objects().get(resource, "", Meta.name(role)).isEmpty()) {
                cluster.objects().create(resource, role);
            }
        }
    }

    public void nodeJoined(NodeFacts node) {
        network.subnet(cluster.caller(), node.instance().subnetId())
                .ifPresent(subnet -> addresses.node(node.name(), subnet.cidr()));
        nodes.joined(node);
    }

    public void nodeLeft(String name) {
        nodes.left(name);
    }

    /** Cordons the node, evicts its pods; tells whether none is left. */
    public boolean drain(String name, boolean force) {
        return new Drain(cluster).node(name, force);
    }

    public void fargateProfiles(List<FargateProfileFacts> profiles) {
        fargate.profiles(profiles);
        scheduler.retry();
    }

    public void addonInstalled(String name, String version) {
        addons.install(name, version);
        volumes.retry();
        reclaimer.retry();
    }

    public void addonRemoved(String name) {
        addons.remove(name);
    }

    public boolean addonHealthy(String name) {
        return addons.healthy(name);
    }

    public void version(String kubernetesVersion) {
        nodes.version(kubernetesVersion);
    }

    /** Ends all activity. */
    @Override
    public void close() {
        cluster.close();
    }
}
