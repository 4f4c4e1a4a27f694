package dev.eksdsl.testing.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

/** A network interface with one private address, and a public one if it has been given one. */
final class FakeInterface extends FakeResource {

    /** Who uses an interface, which tells who may delete it. */
    enum Use {
        /** Nobody: made by the user, may be deleted. */
        NONE,
        /** An AWS service, which deletes it itself. */
        SERVICE,
        /** An instance; goes with it. */
        INSTANCE
    }

    final FakeSubnet subnet;
    final String privateIp;
    final List<String> groupIds;
    final String description;
    final NetworkInterfaceType type;
    final Use use;

    @Nullable
    String instanceId;
    /** The Elastic IP address in use here. */
    @Nullable
    FakeAddress address;
    /** A public address that was given at launch and goes with the interface. */
    @Nullable
    String launchPublicIp;

    FakeInterface(
            String id,
            FakeSubnet subnet,
            List<String> groupIds,
            String description,
            NetworkInterfaceType type,
            Use use,
            Map<String, String> tags) {
        super(id, tags);
        this.subnet = subnet;
        this.privateIp = subnet.takeAddress();
        this.groupIds = List.copyOf(groupIds);
        this.description = description;
        this.type = type;
        this.use = use;
    }

    @Nullable
    String publicIp() {
        return address != null ? address.publicIp : launchPublicIp;
    }

    NetworkInterface view(RegionalState place) {
        NetworkInterface.Builder view = NetworkInterface.builder()
                .networkInterfaceId(id)
                .subnetId(subnet.id)
                .vpcId(subnet.vpc.id)
                .availabilityZone(subnet.zone.name())
                .ownerId(place.accountId)
                .description(description)
                .interfaceType(type)
                .status(use == Use.NONE ? NetworkInterfaceStatus.AVAILABLE : NetworkInterfaceStatus.IN_USE)
                .requesterManaged(use == Use.SERVICE)
                .sourceDestCheck(type == NetworkInterfaceType.INTERFACE)
                .privateIpAddress(privateIp)
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(privateIp)
                        .build())
                .groups(groupIds.stream()
                        .flatMap(group -> place.securityGroups.find(group).stream())
                        .map(group -> GroupIdentifier.builder()
                                .groupId(group.id)
                                .groupName(group.name)
                                .build())
                        .toList())
                .tagSet(tagViews());
        if (use != Use.NONE) {
            view.attachment(NetworkInterfaceAttachment.builder()
                    .attachmentId("eni-attach-" + id.substring("eni-".length()))
                    .instanceId(instanceId)
                    .instanceOwnerId(use == Use.SERVICE ? "amazon-aws" : place.accountId)
                    .deviceIndex(use == Use.SERVICE ? 1 : 0)
                    .status("attached")
                    .deleteOnTermination(use == Use.INSTANCE)
                    .build());
        }
        String publicIp = publicIp();
        if (publicIp != null) {
            view.association(NetworkInterfaceAssociation.builder()
                    .publicIp(publicIp)
                    .ipOwnerId(address == null ? "amazon" : place.accountId)
                    .allocationId(address == null ? null : address.id)
                    .associationId(address == null ? null : address.associationId)
                    .build());
        }
        return view.build();
    }
}
