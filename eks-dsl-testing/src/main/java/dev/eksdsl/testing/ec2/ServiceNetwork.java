package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The side of EC2 that the fake's other services see. */
abstract sealed class ServiceNetwork implements CloudNetwork permits FakeEc2 {

    final Ec2State cloud;
    final Capacity capacity;
    final SecurityGroups securityGroups;
    final Interfaces interfaces;
    final LaunchTemplates launchTemplates;
    final InstanceOrders orders;
    final InstanceLauncher launcher;
    final InstanceStates instanceStates;

    ServiceNetwork(Ec2State cloud) {
        this.cloud = cloud;
        capacity = new Capacity(cloud.world::now, cloud.world.journal());
        securityGroups = new SecurityGroups(cloud);
        interfaces = new Interfaces(cloud);
        launchTemplates = new LaunchTemplates(cloud);
        orders = new InstanceOrders(cloud);
        launcher = new InstanceLauncher(cloud, interfaces, capacity);
        instanceStates = new InstanceStates(cloud, interfaces);
    }

    @Override
    public Optional<SubnetView> subnet(Caller caller, String subnetId) {
        return cloud.in(caller).subnets.find(subnetId).map(ServiceViews::of);
    }

    @Override
    public boolean routesToInternetGateway(Caller caller, String subnetId) {
        return Reachability.hasDefaultRoute(cloud.in(caller), subnetId, true);
    }

    @Override
    public boolean hasWayOut(Caller caller, String subnetId) {
        return Reachability.hasDefaultRoute(cloud.in(caller), subnetId, false);
    }

    @Override
    public Optional<String> outwardAddress(Caller caller, String instanceId) {
        return Reachability.outwardAddress(cloud.in(caller), instanceId);
    }

    @Override
    public Set<String> endpointServices(Caller caller, String subnetId) {
        return Reachability.services(cloud.in(caller), subnetId);
    }

    @Override
    public boolean letsThrough(Caller caller, Side from, Side to, int port) {
        return Reachability.letsThrough(cloud.in(caller), from, to, port);
    }

    @Override
    public void openPort(Caller caller, String groupId, int port, List<String> sourceGroupIds) {
        Reachability.open(cloud.in(caller), groupId, port, sourceGroupIds);
    }

    @Override
    public Optional<String> vpcOfSecurityGroup(Caller caller, String groupId) {
        return cloud.in(caller).securityGroups.find(groupId).map(group -> group.vpcId);
    }

    @Override
    public Optional<List<String>> vpcCidrs(Caller caller, String vpcId) {
        return cloud.in(caller)
                .vpcs
                .find(vpcId)
                .map(vpc -> vpc.cidrs.values().stream().map(Cidr::toString).toList());
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
                place,
                subnet,
                null,
                groupIds,
                description,
                NetworkInterfaceType.INTERFACE,
                FakeInterface.Use.SERVICE,
                tags);
        return new NetworkInterfaceView(made.id, subnet.id, made.privateIp);
    }

    @Override
    public void deleteServiceInterface(Caller caller, String interfaceId) {
        RegionalState place = cloud.in(caller);
        place.interfaces.find(interfaceId).ifPresent(found -> interfaces.drop(place, found));
    }

    @Override
    public InstanceView launchInstance(Caller caller, Launch launch) {
        RegionalState place = cloud.in(caller);
        FakeInstance instance = launcher.launch(place, orders.order(place, launch));
        return new InstanceView(
                instance.id,
                instance.subnet().id,
                instance.subnet().zone.name(),
                instance.networkInterface.privateIp,
                instance.privateDnsName);
    }

    @Override
    public Optional<LaunchTemplateView> launchTemplate(Caller caller, String idOrName, @Nullable String version) {
        RegionalState place = cloud.in(caller);
        Optional<FakeLaunchTemplate> template = place.launchTemplates.find(idOrName);
        return template.or(() -> LaunchTemplateLookup.byName(place, idOrName))
                .flatMap(found -> found.version(version).map(found::view));
    }

    @Override
    public LaunchTemplateView createServiceLaunchTemplate(
            Caller caller, String name, RequestLaunchTemplateData data, Map<String, String> tags) {
        FakeLaunchTemplate template = launchTemplates.add(cloud.in(caller), caller, name, null, data, tags);
        return template.view(template.versions.firstEntry().getValue());
    }

    @Override
    public Optional<LaunchTemplateView> addServiceLaunchTemplateVersion(
            Caller caller, String id, RequestLaunchTemplateData data) {
        return cloud.in(caller)
                .launchTemplates
                .find(id)
                .map(template -> template.view(
                        template.add(null, cloud.world.now(), caller.arn(), LaunchTemplateData.stored(data))));
    }

    @Override
    public Optional<RunningInstance> instance(Caller caller, String instanceId) {
        return ServiceViews.running(cloud.in(caller), instanceId);
    }

    @Override
    public Optional<SubnetView> defaultSubnet(Caller caller, String zone) {
        return ServiceViews.defaultSubnet(cloud.in(caller), zone);
    }

    @Override
    public void deleteServiceLaunchTemplate(Caller caller, String id) {
        RegionalState place = cloud.in(caller);
        place.launchTemplates.find(id).ifPresent(place.launchTemplates::remove);
    }

    @Override
    public void onInstanceGone(InstanceGone listener) {
        instanceStates.listen(listener);
    }

    @Override
    public void terminateInstance(Caller caller, String instanceId) {
        RegionalState place = cloud.in(caller);
        place.instances
                .find(instanceId)
                .ifPresent(instance -> instanceStates.terminate(
                        place, caller, instance, "Client.UserInitiatedShutdown", "User initiated shutdown"));
    }

    @Override
    public CloudVolumes volumes() {
        return new ServiceVolumes(cloud);
    }

    @Override
    public boolean instanceTypeExists(String instanceType) {
        return InstanceCatalog.find(instanceType).isPresent();
    }

    @Override
    public Optional<InstanceTypeView> instanceType(String instanceType) {
        return InstanceCatalog.find(instanceType).map(InstanceCatalog.Entry::view);
    }
}
