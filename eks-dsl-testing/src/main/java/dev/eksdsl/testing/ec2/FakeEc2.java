package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.authorization.RelatedResources;
import dev.eksdsl.testing.authorization.Relation;
import dev.eksdsl.testing.iam.Roles;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fake's EC2: VPCs with what is in them, volumes, instances as far as node groups start them, and the facts about
 * zones and instance types. Its state is kept for each account and region.
 *
 * <p>A region begins empty, without the default VPC that a real account has, so that an inventory shows only what a test
 * made; {@link #addDefaultVpc} makes one.
 */
public final class FakeEc2 extends ServiceNetwork implements FakeService, RelatedResources {

    private final VpcCidrs vpcCidrs;
    private final SubnetCidrs subnetCidrs;
    private final Vpcs vpcs;
    private final Subnets subnets;
    private final InternetGateways internetGateways;
    private final DefaultVpcs defaultVpcs;

    /** An EC2 without the images of EKS nodes. */
    public FakeEc2(World world) {
        this(world, new NodeImages(new NoReleases()));
    }

    /** @param images what AWS publishes for EKS nodes */
    public FakeEc2(World world, NodeImages images) {
        super(new Ec2State(world, new Images(world, images)));
        vpcCidrs = new VpcCidrs(cloud);
        vpcs = new Vpcs(cloud, vpcCidrs);
        subnetCidrs = new SubnetCidrs(cloud);
        subnets = new Subnets(cloud, subnetCidrs);
        internetGateways = new InternetGateways(cloud);
        defaultVpcs = new DefaultVpcs(cloud, vpcs, subnets, internetGateways);
    }

    @Override
    public String signingName() {
        return "ec2";
    }

    @Override
    public void register(Operations operations) {
        Operations dryRunFirst = new DryRunFirst(operations);
        vpcs.register(dryRunFirst);
        vpcCidrs.register(dryRunFirst);
        new VpcAttributes(cloud).register(dryRunFirst);
        subnets.register(dryRunFirst);
        subnetCidrs.register(dryRunFirst);
        new SubnetReservations(cloud).register(dryRunFirst);
        defaultVpcs.register(dryRunFirst);
        new EgressOnlyGateways(cloud).register(dryRunFirst);
        new DhcpOptions(cloud).register(dryRunFirst);
        new Endpoints(cloud, interfaces).register(dryRunFirst);
        new PrefixLists(cloud).register(dryRunFirst);
        new Peerings(cloud).register(dryRunFirst);
        new FlowLogs(cloud).register(dryRunFirst);
        new SecurityGroupChanges(cloud).register(dryRunFirst);
        internetGateways.register(dryRunFirst);
        new Addresses(cloud).register(dryRunFirst);
        new NatGateways(cloud, interfaces).register(dryRunFirst);
        new NatGatewayAddresses(cloud).register(dryRunFirst);
        new RouteTables(cloud).register(dryRunFirst);
        new Routes(cloud).register(dryRunFirst);
        securityGroups.register(dryRunFirst);
        new SecurityGroupRules(cloud).register(dryRunFirst);
        new NetworkAcls(cloud).register(dryRunFirst);
        interfaces.register(dryRunFirst);
        new InterfaceAddresses(cloud).register(dryRunFirst);
        new InterfaceAttachments(cloud, launcher).register(dryRunFirst);
        launchTemplates.register(dryRunFirst);
        new LaunchTemplateVersions(cloud).register(dryRunFirst);
        Instances instances = new Instances(cloud, orders, launcher);
        instances.register(dryRunFirst);
        new InstanceAttributes(cloud).register(dryRunFirst);
        new Fleets(cloud, orders, instances, instanceStates).register(dryRunFirst);
        new KeyPairs(cloud).register(dryRunFirst);
        new PlacementGroups(cloud).register(dryRunFirst);
        new VolumeAttachments(cloud).register(dryRunFirst);
        new Snapshots(cloud).register(dryRunFirst);
        instanceStates.register(dryRunFirst);
        new SpotRequests(cloud).register(dryRunFirst);
        new SpotPrices(cloud).register(dryRunFirst);
        cloud.images.register(dryRunFirst, cloud);
        new Volumes(cloud).register(dryRunFirst);
        new Tags(cloud).register(dryRunFirst);
        new Geography(cloud).register(dryRunFirst);
        new InstanceTypes().register(dryRunFirst);
    }

    @Override
    public void reset() {
        cloud.clear();
    }

    /** Holds the instances that users start to the instance profiles that there are in IAM; without it any is taken. */
    public void profilesOf(Roles roles) {
        cloud.roles = roles;
    }

    /**
     * Makes the default VPC of the caller's account and region, as AWS does for a new account: 172.31.0.0/16 with a
     * public subnet in each zone, and an internet gateway.
     *
     * @return its id
     */
    public String addDefaultVpc(Caller caller) {
        RegionalState place = cloud.in(caller);
        return place.vpcs.all().stream()
                .filter(vpc -> vpc.isDefault)
                .findFirst()
                .orElseGet(() -> defaultVpcs.add(place))
                .id;
    }

    /** Gives every account and region its default VPC before it is first used, as real ones have it. */
    public void addDefaultVpcs() {
        cloud.onNewPlace(defaultVpcs::add);
    }

    /** Tells of every state that an instance comes to, pending first. */
    public void onStateChange(InstanceMoved listener) {
        cloud.listen(listener);
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return new ResourceTags(cloud).all(caller);
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        return new ResourceTags(cloud).retag(caller, arn, set, removed);
    }

    @Override
    public List<String> related(Caller caller, Relation relation, String from) {
        RegionalState place = cloud.in(caller);
        return Stream.concat(
                        LaunchTemplateLookup.related(place, relation, from).stream(),
                        RouteTables.related(place, relation, from).stream())
                .toList();
    }

    /**
     * All that exists, sorted. Without what can still be described but is gone: deleted NAT gateways and terminated
     * instances.
     */
    @Override
    public List<InventoryItem> inventory() {
        return Ec2Inventory.of(cloud);
    }

    /** What Elastic Load Balancing asks of EC2. */
    public LoadBalancerNetwork loadBalancerNetwork() {
        return new LoadBalancerInterfaces(cloud, interfaces);
    }

    /**
     * Takes a Spot instance back, as AWS does when it needs the capacity. Nothing happens if there is no such instance.
     *
     * @param caller of the instance's account and region
     */
    public void interruptSpotInstance(Caller caller, String instanceId) {
        RegionalState place = cloud.in(caller);
        place.instances
                .find(instanceId)
                .filter(FakeInstance::isSpot)
                .ifPresent(instance -> instanceStates.terminate(
                        place,
                        caller,
                        instance,
                        "Server.SpotInstanceTermination",
                        "Instance terminated due to Spot capacity"));
    }

    /** Where EC2 is out of instances; can be changed at any time. */
    public Capacity capacity() {
        return capacity;
    }
}
