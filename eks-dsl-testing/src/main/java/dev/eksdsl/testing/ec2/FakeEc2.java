package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.Handler;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/**
 * The fake's EC2: VPCs with what is in them, volumes, instances as far as node groups start them, and the facts about
 * zones and instance types. Its state is kept for each account and region.
 *
 * <p>A region begins empty, without the default VPC that a real account has, so that an inventory shows only what a test
 * made; {@link #addDefaultVpc} makes one.
 */
public final class FakeEc2 implements FakeService, CloudNetwork {

    private static final Cidr DEFAULT_VPC = Cidr.around("172.31.0.0/16").orElseThrow();
    private static final int DEFAULT_SUBNET_PREFIX = 20;

    private final Ec2Quotas quotas = new Ec2Quotas();
    private final Ec2State cloud;
    private final Vpcs vpcs;
    private final Subnets subnets;
    private final InternetGateways internetGateways;
    private final SecurityGroups securityGroups;
    private final Interfaces interfaces;
    private final Instances instances;

    public FakeEc2(World world) {
        cloud = new Ec2State(world, quotas);
        vpcs = new Vpcs(cloud);
        subnets = new Subnets(cloud);
        internetGateways = new InternetGateways(cloud);
        securityGroups = new SecurityGroups(cloud);
        interfaces = new Interfaces(cloud);
        instances = new Instances(cloud, interfaces);
    }

    @Override
    public String signingName() {
        return "ec2";
    }

    @Override
    public void register(Operations operations) {
        Operations dryRunFirst = new DryRunFirst(operations);
        vpcs.register(dryRunFirst);
        subnets.register(dryRunFirst);
        internetGateways.register(dryRunFirst);
        new Addresses(cloud).register(dryRunFirst);
        new NatGateways(cloud, interfaces).register(dryRunFirst);
        new RouteTables(cloud).register(dryRunFirst);
        new Routes(cloud).register(dryRunFirst);
        securityGroups.register(dryRunFirst);
        new SecurityGroupRules(cloud).register(dryRunFirst);
        new NetworkAcls(cloud).register(dryRunFirst);
        interfaces.register(dryRunFirst);
        instances.register(dryRunFirst);
        new Volumes(cloud).register(dryRunFirst);
        new Tags(cloud).register(dryRunFirst);
        new Geography(cloud).register(dryRunFirst);
        new InstanceTypes().register(dryRunFirst);
    }

    @Override
    public void reset() {
        cloud.clear();
    }

    /** The quotas of all accounts; can be changed at any time. */
    public Ec2Quotas quotas() {
        return quotas;
    }

    /**
     * Makes the default VPC of the caller's account and region, as AWS does for a new account: 172.31.0.0/16 with a
     * public subnet in each zone, and an internet gateway.
     *
     * @return its id
     */
    public String addDefaultVpc(Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = vpcs.add(place, DEFAULT_VPC, Tenancy.DEFAULT, true, Map.of());
        FakeInternetGateway gateway = internetGateways.add(place, Map.of());
        gateway.vpcId = vpc.id;
        place.routeTablesOf(vpc.id).forEach(table -> table.routes().add(new FakeRoute("0.0.0.0/0", gateway.id)));
        long first = DEFAULT_VPC.first();
        for (Zones.Zone zone : Zones.of(place.region)) {
            Cidr cidr = new Cidr(first, DEFAULT_SUBNET_PREFIX);
            subnets.add(place, vpc, cidr, zone, Map.of());
            first += cidr.size();
        }
        return vpc.id;
    }

    /**
     * All that exists, sorted. Without what can still be described but is gone: deleted NAT gateways and terminated
     * instances.
     */
    public List<InventoryItem> inventory() {
        return cloud.all().stream()
                .flatMap(place -> place.shelves().stream())
                .flatMap(shelf -> shelf.all().stream()
                        .filter(FakeEc2::exists)
                        .map(resource ->
                                new InventoryItem("ec2", shelf.kind().type().toString(), resource.id, resource.tags)))
                .sorted()
                .toList();
    }

    private static boolean exists(FakeResource resource) {
        if (resource instanceof FakeNatGateway gateway) {
            return gateway.state != NatGatewayState.DELETED;
        }
        return !(resource instanceof FakeInstance instance) || !instance.terminated;
    }

    @Override
    public Optional<SubnetView> subnet(Caller caller, String subnetId) {
        return cloud.in(caller)
                .subnets
                .find(subnetId)
                .map(subnet -> new SubnetView(
                        subnet.id,
                        subnet.vpc.id,
                        subnet.zone.name(),
                        subnet.zone.id(),
                        subnet.cidr.toString(),
                        subnet.freeAddresses(),
                        subnet.publicIpOnLaunch));
    }

    /** The tags of a VPC's subnets, by the subnets' ids: what controllers choose subnets by. */
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        return cloud.in(caller).subnets.all().stream()
                .filter(subnet -> subnet.vpc.id.equals(vpcId))
                .collect(Collectors.toMap(subnet -> subnet.id, subnet -> Map.copyOf(subnet.tags)));
    }

    @Override
    public boolean routesToInternetGateway(Caller caller, String subnetId) {
        return hasDefaultRoute(caller, subnetId, true);
    }

    @Override
    public boolean hasWayOut(Caller caller, String subnetId) {
        return hasDefaultRoute(caller, subnetId, false);
    }

    private boolean hasDefaultRoute(Caller caller, String subnetId, boolean toInternetGateway) {
        RegionalState place = cloud.in(caller);
        return place.subnets
                .find(subnetId)
                .filter(subnet -> place.routeTableFor(subnet).routes().stream()
                        .anyMatch(route -> (toInternetGateway ? route.leadsToInternetGateway() : route.isDefault())
                                && route.works(place, subnet.vpc.id)))
                .isPresent();
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(Caller caller, String groupId) {
        return cloud.in(caller).securityGroups.find(groupId).map(group -> group.vpcId);
    }

    @Override
    public Optional<List<String>> vpcCidrs(Caller caller, String vpcId) {
        return cloud.in(caller).vpcs.find(vpcId).map(vpc -> List.of(vpc.cidr.toString()));
    }

    /** Beside the outbound rule of every group, the group lets in all that comes from itself, as EKS sets it up. */
    @Override
    public String createServiceSecurityGroup(
            Caller caller, String vpcId, String name, String description, Map<String, String> tags) {
        RegionalState place = cloud.in(caller);
        FakeSecurityGroup group = securityGroups.add(place, vpcId, name, description, tags);
        SecurityGroups.allow(place, group, false, new FakeRule.Peer(FakeRule.Form.GROUP, group.id));
        return group.id;
    }

    @Override
    public void deleteServiceSecurityGroup(Caller caller, String groupId) {
        RegionalState place = cloud.in(caller);
        place.securityGroups.find(groupId).ifPresent(place::dropGroup);
    }

    @Override
    public NetworkInterfaceView createServiceInterface(
            Caller caller, String subnetId, List<String> groupIds, String description, Map<String, String> tags) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.find(subnetId).orElseThrow(() -> Kind.SUBNET.notFound(subnetId));
        FakeInterface made = interfaces.add(
                place, subnet, groupIds, description, NetworkInterfaceType.INTERFACE, FakeInterface.Use.SERVICE, tags);
        return new NetworkInterfaceView(made.id, subnet.id, made.privateIp);
    }

    /**
     * Creates a network interface for a load balancer.
     *
     * @param network whether it is a network load balancer, whose interfaces are of a type of their own
     * @param publicAddress whether it gets a public address of AWS's, which then keeps the VPC's internet gateway attached
     * @return its id; to be given to {@link #deleteServiceInterface}
     */
    public String createLoadBalancerInterface(
            Caller caller, String subnetId, String description, boolean network, boolean publicAddress) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.find(subnetId).orElseThrow(() -> Kind.SUBNET.notFound(subnetId));
        FakeInterface made = interfaces.add(
                place,
                subnet,
                List.of(),
                description,
                network ? NetworkInterfaceType.NETWORK_LOAD_BALANCER : NetworkInterfaceType.INTERFACE,
                FakeInterface.Use.SERVICE,
                Map.of());
        if (publicAddress) {
            made.launchPublicIp = cloud.publicIp();
        }
        return made.id;
    }

    @Override
    public void deleteServiceInterface(Caller caller, String interfaceId) {
        RegionalState place = cloud.in(caller);
        place.interfaces.find(interfaceId).ifPresent(found -> interfaces.drop(place, found));
    }

    @Override
    public InstanceView launchInstance(
            Caller caller,
            String subnetId,
            String instanceType,
            String imageId,
            List<String> groupIds,
            Map<String, String> tags) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.find(subnetId).orElseThrow(() -> Kind.SUBNET.notFound(subnetId));
        FakeInstance instance = instances.launch(place, subnet, instanceType, imageId, groupIds, tags);
        return new InstanceView(
                instance.id,
                subnet.id,
                subnet.zone.name(),
                instance.networkInterface.privateIp,
                instance.privateDnsName);
    }

    @Override
    public void terminateInstance(Caller caller, String instanceId) {
        RegionalState place = cloud.in(caller);
        place.instances.find(instanceId).ifPresent(instance -> instances.terminate(place, instance));
    }

    @Override
    public boolean instanceTypeExists(String instanceType) {
        return InstanceCatalog.find(instanceType).isPresent();
    }

    @Override
    public Optional<InstanceTypeView> instanceType(String instanceType) {
        return InstanceCatalog.find(instanceType).map(InstanceCatalog.Entry::view);
    }

    /** Puts before every operation what EC2 does with a request that is a dry run: it ends there, well. */
    private record DryRunFirst(Operations operations) implements Operations {

        @Override
        public <Q, R> void on(Class<Q> request, Handler<Q, R> handler) {
            operations.on(request, (Q given, Caller caller) -> {
                boolean dryRun = given instanceof SdkRequest sdkRequest
                        && sdkRequest.getValueForField("DryRun", Boolean.class).orElse(false);
                if (dryRun) {
                    throw new AwsFault(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
                }
                return handler.handle(given, caller);
            });
        }
    }
}
