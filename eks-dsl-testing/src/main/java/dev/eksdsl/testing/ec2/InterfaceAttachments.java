package dev.eksdsl.testing.ec2;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachmentChanges;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeResponse;

/** The operations that attach network interfaces to instances, and those on their attributes. */
final class InterfaceAttachments {

    private final Ec2State cloud;
    private final InstanceLauncher launcher;

    InterfaceAttachments(Ec2State cloud, InstanceLauncher launcher) {
        this.cloud = cloud;
        this.launcher = launcher;
    }

    void register(Operations operations) {
        operations.on(AttachNetworkInterfaceRequest.class, this::attach);
        operations.on(DetachNetworkInterfaceRequest.class, this::detach);
        operations.on(ModifyNetworkInterfaceAttributeRequest.class, this::modify);
        operations.on(DescribeNetworkInterfaceAttributeRequest.class, this::describe);
        operations.on(ResetNetworkInterfaceAttributeRequest.class, this::reset);
    }

    private AttachNetworkInterfaceResponse attach(AttachNetworkInterfaceRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface target = place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        FakeInstance instance = place.instances.get(request.instanceId(), "instanceId");
        if (target.use != FakeInterface.Use.NONE) {
            throw Ec2Faults.invalid("Interface: " + target.id + " in use");
        }
        if (request.deviceIndex() == null) {
            throw Ec2Faults.missing("deviceIndex");
        }
        if (!instance.isAlive()) {
            throw InstanceStates.incorrect(instance);
        }
        List<FakeInterface> present = place.interfacesOf(instance).toList();
        boolean taken = present.stream()
                .flatMap(each -> Stream.ofNullable(each.attachment))
                .anyMatch(each -> each.deviceIndex() == request.deviceIndex());
        if (taken) {
            throw Ec2Faults.invalid("Instance '" + instance.id + "' already has an interface attached at device index '"
                    + request.deviceIndex() + "'.");
        }
        InstanceCatalog.find(instance.type).ifPresent(type -> {
            if (present.size() >= type.interfaces()) {
                throw Ec2Faults.refuse(
                        "AttachmentLimitExceeded",
                        "Interface count " + (present.size() + 1) + " exceeds the limit for " + instance.type);
            }
        });
        if (!target.subnet.zone.equals(instance.subnet().zone)) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "You may not attach a network interface to an instance if they are not in the same availability zone");
        }
        launcher.attach(place, target, instance, request.deviceIndex(), false);
        return AttachNetworkInterfaceResponse.builder()
                .attachmentId(requireNonNull(target.attachment).id())
                .networkCardIndex(0)
                .build();
    }

    private DetachNetworkInterfaceResponse detach(DetachNetworkInterfaceRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String id = Ec2Faults.required(request.attachmentId(), "attachmentId");
        FakeInterface target = place.interfaces.all().stream()
                .filter(each -> each.attachment != null && each.attachment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidAttachmentID.NotFound", "The attachment ID '" + id + "' does not exist"));
        if (requireNonNull(target.attachment).deviceIndex() == 0) {
            throw Ec2Faults.refuse(
                    "OperationNotPermitted",
                    "The network interface at device index 0 and networkCard index 0 cannot be detached.");
        }
        target.attachment = null;
        target.use = FakeInterface.Use.NONE;
        return DetachNetworkInterfaceResponse.builder().build();
    }

    /** @throws AwsFault if the request changes none or several attributes, or a group is of another VPC */
    private ModifyNetworkInterfaceAttributeResponse modify(
            ModifyNetworkInterfaceAttributeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface target = place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        if (target.use == FakeInterface.Use.SERVICE
                && request.sourceDestCheck() == null
                && request.description() == null) {
            throw Ec2Faults.refuse(
                    "OperationNotPermitted", "You are not allowed to manage '" + target.type + "' attachments.");
        }
        if (!request.groups().isEmpty()) {
            SecurityGroups.checkOfInterface(cloud, place, request.groups(), target.subnet.vpc);
            target.groupIds = request.groups();
        }
        if (request.description() != null) {
            target.description = request.description().value() == null
                    ? ""
                    : request.description().value();
        }
        if (request.sourceDestCheck() != null) {
            target.sourceDestCheck =
                    Boolean.TRUE.equals(request.sourceDestCheck().value());
        }
        if (request.attachment() != null) {
            NetworkInterfaceAttachmentChanges changes = request.attachment();
            FakeInterface.Attachment before = target.attachment;
            if (before == null || !before.id().equals(changes.attachmentId())) {
                throw Ec2Faults.refuse(
                        "InvalidAttachmentID.NotFound",
                        "The attachment ID '" + changes.attachmentId() + "' does not exist");
            }
            target.attachment = new FakeInterface.Attachment(
                    before.id(),
                    before.instanceId(),
                    before.deviceIndex(),
                    Boolean.TRUE.equals(changes.deleteOnTermination()),
                    before.attached());
        }
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    private DescribeNetworkInterfaceAttributeResponse describe(
            DescribeNetworkInterfaceAttributeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface target = place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        NetworkInterface view = InterfaceView.of(place, target);
        DescribeNetworkInterfaceAttributeResponse.Builder response =
                DescribeNetworkInterfaceAttributeResponse.builder().networkInterfaceId(target.id);
        String attribute = Ec2Faults.required(request.attributeAsString(), "attribute");
        switch (attribute) {
            case "description" -> response.description(value -> value.value(target.description));
            case "groupSet" -> response.groups(view.groups());
            case "sourceDestCheck" -> response.sourceDestCheck(value -> value.value(target.sourceDestCheck));
            case "attachment" -> response.attachment(view.attachment());
            case "associatePublicIpAddress" -> response.associatePublicIpAddress(target.launchPublicIp != null);
            default -> throw Ec2Faults.invalid(attribute, "attribute", "Unknown network interface attribute.");
        }
        return response.build();
    }

    private ResetNetworkInterfaceAttributeResponse reset(ResetNetworkInterfaceAttributeRequest request, Caller caller) {
        FakeInterface target = cloud.in(caller).interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        target.sourceDestCheck = true;
        return ResetNetworkInterfaceAttributeResponse.builder().build();
    }
}
