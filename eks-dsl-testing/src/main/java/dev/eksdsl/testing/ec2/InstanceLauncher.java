package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Durations;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launches instances: checks capacity, makes interfaces and volumes, and lets them run after a while. */
final class InstanceLauncher {

    private final Ec2State cloud;
    private final Interfaces interfaces;
    private final Capacity capacity;

    InstanceLauncher(Ec2State cloud, Interfaces interfaces, Capacity capacity) {
        this.cloud = cloud;
        this.interfaces = interfaces;
        this.capacity = capacity;
    }

    /** @throws AwsFault if there is no capacity, no address, or a quota is used up */
    FakeInstance launch(RegionalState place, InstanceOrder order) {
        String type = order.data().instanceTypeAsString();
        VcpuQuota.check(place, cloud.world.quotas(), type, order.isSpot());
        capacity.check(type, order.subnet().zone.name(), order.isSpot(), cloud.world.now());
        if (order.subnet().freeAddresses() < 1 && order.existing() == null) {
            throw Interfaces.noAddresses(order.subnet());
        }
        FakeInterface primary = primary(place, order);
        String spotRequest = order.isSpot() ? SpotRequests.open(cloud, place, order) : null;
        FakeInstance instance = new FakeInstance(
                place.instances.newId(),
                new FakeInstance.Birth(
                        order.reservationId(),
                        order.index(),
                        cloud.world.now(),
                        order.image().id(),
                        order.image(),
                        profileArn(place, order.data()),
                        order.data().iamInstanceProfile() == null
                                ? null
                                : cloud.world.ids().iam("AIPA"),
                        spotRequest,
                        order.clientToken(),
                        order.requesterId()),
                primary,
                HostNames.ofPrivate(place.region, primary.privateIp),
                order.data(),
                tags(order));
        place.instances.add(instance);
        if (spotRequest != null) {
            SpotRequests.fulfilled(place, spotRequest, instance);
        }
        attach(place, primary, instance, 0, order.existing() == null);
        moreInterfaces(place, order, instance);
        volumes(place, order, instance);
        cloud.enter(place, instance, InstanceStateName.PENDING);
        cloud.world.lifecycle(cloud.world.durations().of(Durations.Of.INSTANCE_START), () -> {
            if (instance.state == InstanceStateName.PENDING) {
                cloud.enter(place, instance, InstanceStateName.RUNNING);
            }
        });
        return instance;
    }

    /** EC2 marks what was launched from a template (EC2 user guide, "Launch instances from a launch template"). */
    private static Map<String, String> tags(InstanceOrder order) {
        Map<String, String> tags = new TreeMap<>(order.tags());
        CloudNetwork.LaunchTemplateView template = order.template();
        if (template != null) {
            tags.put("aws:ec2launchtemplate:id", template.id());
            tags.put("aws:ec2launchtemplate:version", String.valueOf(template.version()));
        }
        return tags;
    }

    private static @Nullable String profileArn(RegionalState place, ResponseLaunchTemplateData data) {
        LaunchTemplateIamInstanceProfileSpecification profile = data.iamInstanceProfile();
        if (profile == null) {
            return null;
        }
        return profile.arn() != null
                ? profile.arn()
                : "arn:" + place.partition + ":iam::" + place.accountId + ":instance-profile/" + profile.name();
    }

    private FakeInterface primary(RegionalState place, InstanceOrder order) {
        if (order.existing() != null) {
            return order.existing();
        }
        LaunchTemplateInstanceNetworkInterfaceSpecification first = order.data().networkInterfaces().stream()
                .filter(each -> each.deviceIndex() == null || each.deviceIndex() == 0)
                .findFirst()
                .orElse(LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                        .build());
        List<String> groups = first.groups().isEmpty() ? order.data().securityGroupIds() : first.groups();
        FakeInterface primary = interfaces.add(
                place,
                order.subnet(),
                order.privateIp() != null ? order.privateIp() : first.privateIpAddress(),
                groups,
                first.description() == null ? "" : first.description(),
                NetworkInterfaceType.INTERFACE,
                FakeInterface.Use.INSTANCE,
                order.tagsFor(ResourceType.NETWORK_INTERFACE));
        boolean publicIp = first.associatePublicIpAddress() == null
                ? order.subnet().publicIpOnLaunch
                : first.associatePublicIpAddress();
        if (publicIp) {
            primary.launchPublicIp = cloud.publicIp();
        }
        interfaces.assign(place, primary, wish(first, order.subnet()));
        return primary;
    }

    private static AddressWish wish(
            LaunchTemplateInstanceNetworkInterfaceSpecification specification, FakeSubnet subnet) {
        List<String> others = specification.privateIpAddresses().stream()
                .filter(address -> !Boolean.TRUE.equals(address.primary()))
                .map(PrivateIpAddressSpecification::privateIpAddress)
                .toList();
        List<String> ipv6 = specification.ipv6Addresses().stream()
                .map(InstanceIpv6Address::ipv6Address)
                .toList();
        int ipv6Count = specification.ipv6AddressCount() != null
                ? specification.ipv6AddressCount()
                : ipv6.isEmpty() && subnet.ipv6OnCreation ? 1 : 0;
        return new AddressWish(
                others,
                AddressWish.count(specification.secondaryPrivateIpAddressCount()),
                ipv6,
                ipv6Count,
                specification.ipv4Prefixes().stream()
                        .map(Ipv4PrefixSpecificationResponse::ipv4Prefix)
                        .toList(),
                AddressWish.count(specification.ipv4PrefixCount()),
                AddressWish.count(specification.ipv6PrefixCount()));
    }

    private void moreInterfaces(RegionalState place, InstanceOrder order, FakeInstance instance) {
        for (LaunchTemplateInstanceNetworkInterfaceSpecification more :
                order.data().networkInterfaces()) {
            if (more.deviceIndex() == null || more.deviceIndex() == 0) {
                continue;
            }
            FakeInterface made = more.networkInterfaceId() != null
                    ? place.interfaces.get(more.networkInterfaceId(), "networkInterfaceId")
                    : interfaces.add(
                            place,
                            more.subnetId() == null ? order.subnet() : place.subnets.get(more.subnetId(), "subnetId"),
                            more.privateIpAddress(),
                            more.groups().isEmpty() ? order.data().securityGroupIds() : more.groups(),
                            more.description() == null ? "" : more.description(),
                            NetworkInterfaceType.INTERFACE,
                            FakeInterface.Use.INSTANCE,
                            order.tagsFor(ResourceType.NETWORK_INTERFACE));
            interfaces.assign(place, made, wish(more, made.subnet));
            attach(place, made, instance, more.deviceIndex(), more.networkInterfaceId() == null);
        }
    }

    /** Attaches an interface to an instance; {@code goes} tells whether it is deleted with it. */
    void attach(RegionalState place, FakeInterface attached, FakeInstance instance, int index, boolean goes) {
        attached.use = FakeInterface.Use.INSTANCE;
        attached.attachment = new FakeInterface.Attachment(
                cloud.world.ids().ec2("eni-attach"), instance.id, index, goes, cloud.world.now());
    }

    /** The image's volumes, changed by the order's block devices, and those that only the order names. */
    private void volumes(RegionalState place, InstanceOrder order, FakeInstance instance) {
        Map<String, LaunchTemplateBlockDeviceMapping> asked = new TreeMap<>();
        order.data().blockDeviceMappings().forEach(mapping -> asked.put(mapping.deviceName(), mapping));
        for (ImageFacts.Disk disk : order.image().disks()) {
            LaunchTemplateBlockDeviceMapping mapping = asked.remove(disk.device());
            if (mapping == null || mapping.noDevice() == null) {
                volume(place, order, instance, disk, mapping == null ? null : mapping.ebs());
            }
        }
        for (LaunchTemplateBlockDeviceMapping mapping : asked.values()) {
            LaunchTemplateEbsBlockDevice ebs = mapping.ebs();
            if (ebs != null) {
                volume(place, order, instance, new ImageFacts.Disk(mapping.deviceName(), 8, "", "gp2"), ebs);
            }
        }
    }

    private void volume(
            RegionalState place,
            InstanceOrder order,
            FakeInstance instance,
            ImageFacts.Disk disk,
            @Nullable LaunchTemplateEbsBlockDevice asked) {
        LaunchTemplateEbsBlockDevice ebs =
                asked == null ? LaunchTemplateEbsBlockDevice.builder().build() : asked;
        FakeVolume.Shape shape = new FakeVolume.Shape(
                ebs.volumeSize() == null ? disk.sizeGib() : ebs.volumeSize(),
                ebs.volumeType() == null ? disk.volumeType() : ebs.volumeTypeAsString(),
                ebs.iops(),
                ebs.throughput());
        FakeVolume volume = place.volumes.add(new FakeVolume(
                place.volumes.newId(),
                order.subnet().zone,
                shape.withDefaults(),
                Boolean.TRUE.equals(ebs.encrypted()),
                ebs.kmsKeyId(),
                ebs.snapshotId() == null ? disk.snapshotId() : ebs.snapshotId(),
                cloud.world.now(),
                order.tagsFor(ResourceType.VOLUME)));
        volume.attachment = new FakeVolume.Attachment(
                instance.id, disk.device(), !Boolean.FALSE.equals(ebs.deleteOnTermination()), cloud.world.now());
        instance.volumes.put(disk.device(), volume);
    }
}
