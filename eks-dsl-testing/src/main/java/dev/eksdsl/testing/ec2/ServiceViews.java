package dev.eksdsl.testing.ec2;

import java.util.Optional;

/** How other services see instances and subnets. */
final class ServiceViews {

    private ServiceViews() {}

    static CloudNetwork.SubnetView of(FakeSubnet subnet) {
        return new CloudNetwork.SubnetView(
                subnet.id,
                subnet.vpc.id,
                subnet.zone.name(),
                subnet.zone.id(),
                subnet.cidr.toString(),
                subnet.freeAddresses(),
                subnet.publicIpOnLaunch);
    }

    static Optional<CloudNetwork.SubnetView> defaultSubnet(RegionalState place, String zone) {
        return place.subnets.all().stream()
                .filter(subnet -> subnet.defaultForZone && subnet.zone.name().equals(zone))
                .findFirst()
                .map(ServiceViews::of);
    }

    static Optional<CloudNetwork.RunningInstance> running(RegionalState place, String instanceId) {
        return place.instances
                .find(instanceId)
                .filter(FakeInstance::isAlive)
                .map(instance -> new CloudNetwork.RunningInstance(
                        instance.id,
                        instance.type,
                        instance.birth.imageId(),
                        instance.subnet().id,
                        instance.subnet().zone.name(),
                        instance.networkInterface.groupIds,
                        instance.isSpot()));
    }
}
