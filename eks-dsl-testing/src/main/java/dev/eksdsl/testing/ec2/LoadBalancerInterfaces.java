package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

/** The network as load balancers see it. */
final class LoadBalancerInterfaces implements LoadBalancerNetwork {

    private final Ec2State cloud;
    private final Interfaces interfaces;

    LoadBalancerInterfaces(Ec2State cloud, Interfaces interfaces) {
        this.cloud = cloud;
        this.interfaces = interfaces;
    }

    @Override
    public Held hold(Caller caller, Wish wish) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet =
                place.subnets.find(wish.subnetId()).orElseThrow(() -> Kind.SUBNET.notFound(wish.subnetId()));
        FakeInterface made = interfaces.add(
                place,
                subnet,
                null,
                wish.groupIds(),
                wish.description(),
                type(wish.holder()),
                FakeInterface.Use.SERVICE,
                Map.of());
        if (wish.allocationId() != null) {
            place.addresses
                    .find(wish.allocationId())
                    .ifPresent(address -> address.associate(cloud.world.ids().ec2("eipassoc"), made, made.privateIp));
        } else if (wish.publicAddress()) {
            made.launchPublicIp = cloud.publicIp();
        }
        return new Held(made.id, made.privateIp, made.publicIp(), made.groupIds);
    }

    private static NetworkInterfaceType type(Holder holder) {
        return switch (holder) {
            case APPLICATION, CLASSIC -> NetworkInterfaceType.INTERFACE;
            case NETWORK -> NetworkInterfaceType.NETWORK_LOAD_BALANCER;
            case GATEWAY -> NetworkInterfaceType.GATEWAY_LOAD_BALANCER;
        };
    }

    @Override
    public void protect(Caller caller, String interfaceId, List<String> groupIds) {
        cloud.in(caller).interfaces.find(interfaceId).ifPresent(found -> found.groupIds = groupIds);
    }

    @Override
    public void release(Caller caller, String interfaceId) {
        RegionalState place = cloud.in(caller);
        place.interfaces.find(interfaceId).ifPresent(found -> interfaces.drop(place, found));
    }

    @Override
    public Optional<Boolean> addressIsFree(Caller caller, String allocationId) {
        return cloud.in(caller).addresses.find(allocationId).map(address -> !address.inUse());
    }

    @Override
    public boolean hasInternetGateway(Caller caller, String vpcId) {
        return cloud.in(caller).internetGateways.all().stream().anyMatch(gateway -> vpcId.equals(gateway.vpcId));
    }

    @Override
    public Optional<Target> instance(Caller caller, String instanceId) {
        return cloud.in(caller)
                .instances
                .find(instanceId)
                .map(instance -> new Target(
                        instance.id,
                        instance.subnet().vpc.id,
                        instance.subnet().zone.name(),
                        instance.networkInterface.privateIp,
                        instance.state.toString()));
    }

    @Override
    public Optional<String> zoneOfAddress(Caller caller, String vpcId, String privateIp) {
        return cloud.in(caller).interfaces.all().stream()
                .filter(each -> each.subnet.vpc.id.equals(vpcId) && each.privateIp.equals(privateIp))
                .findFirst()
                .map(each -> each.subnet.zone.name());
    }

    @Override
    public Map<String, Map<String, String>> subnetTags(Caller caller, String vpcId) {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        cloud.in(caller).subnets.all().stream()
                .filter(subnet -> subnet.vpc.id.equals(vpcId))
                .forEach(subnet -> tags.put(subnet.id, Map.copyOf(subnet.tags)));
        return tags;
    }
}
