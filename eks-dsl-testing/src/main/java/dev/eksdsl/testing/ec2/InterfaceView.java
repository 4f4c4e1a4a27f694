package dev.eksdsl.testing.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/** Shows network interfaces as the API gives them. */
final class InterfaceView {

    private InterfaceView() {}

    static NetworkInterface of(RegionalState place, FakeInterface shown) {
        NetworkInterface.Builder view = NetworkInterface.builder()
                .networkInterfaceId(shown.id)
                .subnetId(shown.subnet.id)
                .vpcId(shown.subnet.vpc.id)
                .availabilityZone(shown.subnet.zone.name())
                .availabilityZoneId(shown.subnet.zone.id())
                .ownerId(place.accountId)
                .description(shown.description)
                .interfaceType(shown.type)
                .status(
                        shown.use == FakeInterface.Use.NONE
                                ? NetworkInterfaceStatus.AVAILABLE
                                : NetworkInterfaceStatus.IN_USE)
                .requesterManaged(shown.use == FakeInterface.Use.SERVICE)
                .requesterId(shown.use == FakeInterface.Use.SERVICE ? "amazon-aws" : null)
                .sourceDestCheck(shown.sourceDestCheck)
                .macAddress(shown.macAddress())
                .privateIpAddress(shown.privateIp)
                .privateDnsName(dnsName(place, shown, shown.privateIp))
                .privateIpAddresses(shown.privateIps.stream()
                        .map(ip -> address(place, shown, ip))
                        .toList())
                .ipv6Addresses(shown.ipv6Addresses.stream()
                        .map(ip -> NetworkInterfaceIpv6Address.builder()
                                .ipv6Address(ip)
                                .isPrimaryIpv6(false)
                                .build())
                        .toList())
                .ipv6Address(shown.ipv6Addresses.isEmpty() ? null : shown.ipv6Addresses.get(0))
                .ipv4Prefixes(shown.ipv4Prefixes.stream()
                        .map(prefix -> Ipv4PrefixSpecification.builder()
                                .ipv4Prefix(prefix)
                                .build())
                        .toList())
                .ipv6Prefixes(shown.ipv6Prefixes.stream()
                        .map(prefix -> Ipv6PrefixSpecification.builder()
                                .ipv6Prefix(prefix)
                                .build())
                        .toList())
                .groups(groups(place, shown))
                .operator(operator -> operator.managed(false))
                .tagSet(shown.tagViews())
                .attachment(attachment(place, shown))
                .association(association(place, shown, shown.privateIp));
        return view.build();
    }

    static List<GroupIdentifier> groups(RegionalState place, FakeInterface shown) {
        return shown.groupIds.stream()
                .flatMap(group -> place.securityGroups.find(group).stream())
                .map(group -> GroupIdentifier.builder()
                        .groupId(group.id)
                        .groupName(group.name)
                        .build())
                .toList();
    }

    static NetworkInterfacePrivateIpAddress address(RegionalState place, FakeInterface shown, String ip) {
        return NetworkInterfacePrivateIpAddress.builder()
                .primary(ip.equals(shown.privateIp))
                .privateIpAddress(ip)
                .privateDnsName(dnsName(place, shown, ip))
                .association(association(place, shown, ip))
                .build();
    }

    /** Interfaces have names where the VPC gives host names. */
    private static @Nullable String dnsName(RegionalState place, FakeInterface shown, String ip) {
        return shown.subnet.vpc.dnsHostnames ? HostNames.ofPrivate(place.region, ip) : null;
    }

    private static @Nullable NetworkInterfaceAttachment attachment(RegionalState place, FakeInterface shown) {
        FakeInterface.Attachment attachment = shown.attachment;
        if (attachment != null) {
            return NetworkInterfaceAttachment.builder()
                    .attachmentId(attachment.id())
                    .instanceId(attachment.instanceId())
                    .instanceOwnerId(place.accountId)
                    .deviceIndex(attachment.deviceIndex())
                    .networkCardIndex(0)
                    .status(AttachmentStatus.ATTACHED)
                    .attachTime(attachment.attached())
                    .deleteOnTermination(attachment.deleteOnTermination())
                    .build();
        }
        if (shown.use == FakeInterface.Use.NONE) {
            return null;
        }
        return NetworkInterfaceAttachment.builder()
                .attachmentId("eni-attach-" + shown.id.substring("eni-".length()))
                .instanceOwnerId("amazon-aws")
                .deviceIndex(1)
                .status(AttachmentStatus.ATTACHED)
                .deleteOnTermination(false)
                .build();
    }

    private static @Nullable NetworkInterfaceAssociation association(
            RegionalState place, FakeInterface shown, String ip) {
        FakeAddress address = shown.addresses.get(ip);
        String publicIp = address != null ? address.publicIp : ip.equals(shown.privateIp) ? shown.launchPublicIp : null;
        if (publicIp == null) {
            return null;
        }
        return NetworkInterfaceAssociation.builder()
                .publicIp(publicIp)
                .publicDnsName(shown.subnet.vpc.dnsHostnames ? HostNames.ofPublic(place.region, publicIp) : "")
                .ipOwnerId(address == null ? "amazon" : place.accountId)
                .allocationId(address == null ? null : address.id)
                .associationId(address == null ? null : address.associationId)
                .build();
    }
}
