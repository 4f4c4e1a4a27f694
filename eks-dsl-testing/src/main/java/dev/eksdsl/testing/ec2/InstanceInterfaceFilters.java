package dev.eksdsl.testing.ec2;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters of DescribeInstances on an instance's primary network interface (EC2 API reference). */
final class InstanceInterfaceFilters {

    private InstanceInterfaceFilters() {}

    static Describe<FakeInstance> added(RegionalState place, Describe<FakeInstance> filters) {
        Function<FakeAddress, @Nullable Object> association = address -> address.associationId;
        Function<FakeInstance, @Nullable Object> ipOwner =
                instance -> instance.networkInterface.isPublic() ? place.accountId : null;
        Function<FakeInstance, @Nullable Object> publicName = instance -> {
            String ip = instance.networkInterface.publicIp();
            return ip == null ? null : HostNames.ofPublic(place.region, ip);
        };
        Function<FakeInstance, Collection<String>> groupNames = instance -> instance.networkInterface.groupIds.stream()
                .flatMap(id -> place.securityGroups.find(id).stream())
                .map(group -> group.name)
                .toList();
        return filters.byEach("instance.group-name", groupNames)
                .byEach("network-interface.group-name", groupNames)
                .by("network-interface.addresses.association.ip-owner-id", ipOwner)
                .by("network-interface.association.ip-owner-id", ipOwner)
                .by("network-interface.addresses.association.public-dns-name", publicName)
                .by("network-interface.association.public-dns-name", publicName)
                .by("network-interface.public-dns-name", publicName)
                .by("network-interface.owner-id", instance -> place.accountId)
                .by("network-interface.attachment.instance-owner-id", instance -> place.accountId)
                .by("ipv6-address", instance -> first(instance.networkInterface.ipv6Addresses))
                .by("network-interface.addresses.primary", instance -> true)
                .by(
                        "network-interface.addresses.association.public-ip",
                        instance -> instance.networkInterface.publicIp())
                .by("network-interface.association.public-ip", instance -> instance.networkInterface.publicIp())
                .byEach(
                        "network-interface.addresses.association.allocation-id",
                        instance -> ofAddresses(instance, address -> address.id))
                .byEach(
                        "network-interface.association.allocation-id",
                        instance -> ofAddresses(instance, address -> address.id))
                .byEach(
                        "network-interface.addresses.association.association-id",
                        instance -> ofAddresses(instance, association))
                .byEach("network-interface.association.association-id", instance -> ofAddresses(instance, association))
                .by("network-interface.addresses.private-dns-name", instance -> instance.privateDnsName)
                .by("network-interface.attachment.attachment-id", instance -> attached(instance, a -> a.id()))
                .by("network-interface.attachment.attach-time", instance -> attached(instance, a -> a.attached()))
                .by("network-interface.attachment.device-index", instance -> attached(instance, a -> a.deviceIndex()))
                .by("network-interface.attachment.instance-id", instance -> attached(instance, a -> a.instanceId()))
                .by(
                        "network-interface.attachment.delete-on-termination",
                        instance -> attached(instance, a -> a.deleteOnTermination()))
                .by("network-interface.attachment.network-card-index", instance -> attached(instance, a -> 0))
                .by("network-interface.attachment.status", instance -> attached(instance, a -> "attached"))
                .by("network-interface.availability-zone", instance -> instance.networkInterface.subnet.zone.name())
                .by("network-interface.description", instance -> instance.networkInterface.description)
                .byEach(
                        "network-interface.ipv4-prefixes.ipv4-prefix",
                        instance -> instance.networkInterface.ipv4Prefixes)
                .byEach("network-interface.ipv6-address", instance -> instance.networkInterface.ipv6Addresses)
                .byEach(
                        "network-interface.ipv6-addresses.ipv6-address",
                        instance -> instance.networkInterface.ipv6Addresses)
                .byEach(
                        "network-interface.ipv6-prefixes.ipv6-prefix",
                        instance -> instance.networkInterface.ipv6Prefixes)
                .by("network-interface.ipv6-native", instance -> false)
                .by("network-interface.mac-address", instance -> instance.networkInterface.macAddress())
                .by("network-interface.operator.managed", instance -> false)
                .byEach("network-interface.private-ip-address", instance -> instance.networkInterface.privateIps)
                .by("network-interface.requester-managed", instance -> false)
                .by("network-interface.source-dest-check", instance -> instance.networkInterface.sourceDestCheck)
                .by("network-interface.status", instance -> "in-use")
                .byEach("network-interface.tag-key", instance -> instance.networkInterface.tags.keySet())
                .byEach("network-interface.tag-value", instance -> instance.networkInterface.tags.values())
                .none(
                        "network-interface.addresses.association.carrier-ip",
                        "network-interface.addresses.association.customer-owned-ip",
                        "network-interface.association.carrier-ip",
                        "network-interface.association.customer-owned-ip",
                        "network-interface.deny-all-igw-traffic",
                        "network-interface.ipv6-addresses.is-primary-ipv6",
                        "network-interface.operator.principal",
                        "network-interface.outpost-arn",
                        "network-interface.requester-id");
    }

    private static @Nullable Object first(List<String> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    private static List<String> ofAddresses(FakeInstance instance, Function<FakeAddress, @Nullable Object> field) {
        return instance.networkInterface.addresses.values().stream()
                .flatMap(address -> Stream.ofNullable(field.apply(address)))
                .map(Object::toString)
                .toList();
    }

    private static @Nullable Object attached(
            FakeInstance instance, Function<FakeInterface.Attachment, @Nullable Object> field) {
        FakeInterface.Attachment attachment = instance.networkInterface.attachment;
        return attachment == null ? null : field.apply(attachment);
    }
}
