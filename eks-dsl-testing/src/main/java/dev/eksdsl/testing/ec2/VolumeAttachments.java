package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeResponse;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeModificationState;
import software.amazon.awssdk.services.ec2.model.VolumeStatusDetails;
import software.amazon.awssdk.services.ec2.model.VolumeStatusInfoStatus;
import software.amazon.awssdk.services.ec2.model.VolumeStatusItem;
import software.amazon.awssdk.services.ec2.model.VolumeStatusName;

/** The operations that attach volumes to instances and change volumes. */
final class VolumeAttachments {

    /** Volumes of the fake are well, and nothing is planned for them. */
    private static final Filters<FakeVolume> STATUS = new Filters<FakeVolume>()
            .by("availability-zone", volume -> volume.zone.name())
            .by("volume-status.status", volume -> "ok")
            .by("volume-status.details-name", volume -> "io-enabled")
            .by("volume-status.details-status", volume -> "passed")
            .none(
                    "action.code",
                    "action.description",
                    "action.event-id",
                    "event.description",
                    "event.event-id",
                    "event.event-type",
                    "event.not-after",
                    "event.not-before");

    private final Ec2State cloud;

    VolumeAttachments(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AttachVolumeRequest.class, this::attach);
        operations.on(DetachVolumeRequest.class, this::detach);
        operations.on(ModifyVolumeRequest.class, this::modify);
        operations.on(DescribeVolumesModificationsRequest.class, this::modifications);
        operations.on(DescribeVolumeStatusRequest.class, this::status);
        operations.on(DescribeVolumeAttributeRequest.class, this::attribute);
    }

    private AttachVolumeResponse attach(AttachVolumeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVolume volume = place.volumes.get(request.volumeId(), "volumeId");
        FakeInstance instance = place.instances.get(request.instanceId(), "instanceId");
        String device = Ec2Faults.required(request.device(), "device");
        if (volume.attachment != null) {
            throw Ec2Faults.refuse("VolumeInUse", volume.id + " is already attached to an instance");
        }
        boolean runs = instance.state == InstanceStateName.RUNNING || instance.state == InstanceStateName.STOPPED;
        if (!runs) {
            throw Ec2Faults.refuse("IncorrectState", "Instance '" + instance.id + "' is not 'running'.");
        }
        if (!volume.zone.equals(instance.subnet().zone)) {
            throw Ec2Faults.refuse(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '" + volume.id + "' is not in the same availability zone as instance '" + instance.id
                            + "'");
        }
        if (instance.volumes.containsKey(device)) {
            throw Ec2Faults.invalid(device, "unixDevice", device + " is already in use");
        }
        volume.attachment = new FakeVolume.Attachment(instance.id, device, false, cloud.world.now());
        instance.volumes.put(device, volume);
        return MemberCopy.into(
                        AttachVolumeResponse.builder(), volume.view(volume.attachment, VolumeAttachmentState.ATTACHING))
                .build();
    }

    private DetachVolumeResponse detach(DetachVolumeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVolume volume = place.volumes.get(request.volumeId(), "volumeId");
        FakeVolume.Attachment attachment = volume.attachment;
        if (attachment == null) {
            throw Ec2Faults.refuse("IncorrectState", "Volume '" + volume.id + "' is in the 'available' state.");
        }
        if (request.instanceId() != null && !request.instanceId().equals(attachment.instanceId())) {
            throw Ec2Faults.refuse(
                    "InvalidAttachment.NotFound",
                    "Volume " + volume.id + " is not attached to " + request.instanceId());
        }
        FakeInstance instance = place.instances.get(attachment.instanceId(), "instanceId");
        boolean rootOfRunning =
                attachment.device().equals(instance.birth.image().rootDevice())
                        && instance.state == InstanceStateName.RUNNING;
        if (rootOfRunning) {
            throw Ec2Faults.refuse(
                    "OperationNotPermitted",
                    "Unable to detach root volume '" + volume.id + "' from instance '" + instance.id + "'");
        }
        instance.volumes.remove(attachment.device());
        volume.attachment = null;
        return MemberCopy.into(DetachVolumeResponse.builder(), volume.view(attachment, VolumeAttachmentState.DETACHING))
                .build();
    }

    /** Takes effect at once; the modification is then optimizing for a while, and another one waits six hours. */
    private ModifyVolumeResponse modify(ModifyVolumeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVolume volume = place.volumes.get(request.volumeId(), "volumeId");
        FakeVolume.Shape before = volume.shape;
        int size = request.size() == null ? before.sizeGib() : request.size();
        if (size < before.sizeGib()) {
            throw Ec2Faults.invalid("New size cannot be smaller than existing size");
        }
        VolumeModification last = volume.modification;
        boolean tooSoon =
                last != null && cloud.world.now().isBefore(last.startTime().plus(Duration.ofHours(6)));
        if (tooSoon) {
            throw Ec2Faults.refuse(
                    "VolumeModificationRateExceeded",
                    "You've reached the maximum modification rate per volume limit. Wait at least 6 hours between"
                            + " modifications per EBS volume.");
        }
        String type = request.volumeType() == null ? before.type() : request.volumeTypeAsString();
        FakeVolume.Shape after = new FakeVolume.Shape(
                        size,
                        type,
                        request.iops() == null && type.equals(before.type()) ? before.iops() : request.iops(),
                        request.throughput() == null ? before.throughput() : request.throughput())
                .withDefaults();
        volume.shape = after;
        volume.modification = VolumeModification.builder()
                .volumeId(volume.id)
                .modificationState(VolumeModificationState.COMPLETED)
                .progress(100L)
                .startTime(cloud.world.now())
                .endTime(cloud.world.now())
                .originalSize(before.sizeGib())
                .originalVolumeType(before.type())
                .originalIops(before.iops())
                .originalThroughput(before.throughput())
                .targetSize(after.sizeGib())
                .targetVolumeType(after.type())
                .targetIops(after.iops())
                .targetThroughput(after.throughput())
                .build();
        return ModifyVolumeResponse.builder()
                .volumeModification(volume.modification.toBuilder()
                        .modificationState(VolumeModificationState.MODIFYING)
                        .progress(0L)
                        .endTime(null)
                        .build())
                .build();
    }

    private DescribeVolumesModificationsResponse modifications(
            DescribeVolumesModificationsRequest request, Caller caller) {
        List<VolumeModification> all = cloud.in(caller).volumes.visible(request.volumeIds()).stream()
                .flatMap(volume -> Stream.ofNullable(volume.modification))
                .toList();
        Filters<VolumeModification> filters = new Filters<VolumeModification>()
                .by("volume-id", VolumeModification::volumeId)
                .by("modification-state", VolumeModification::modificationStateAsString)
                .by("original-size", VolumeModification::originalSize)
                .by("original-volume-type", VolumeModification::originalVolumeTypeAsString)
                .by("original-iops", VolumeModification::originalIops)
                .by("start-time", VolumeModification::startTime)
                .by("originalMultiAttachEnabled", VolumeModification::originalMultiAttachEnabled)
                .by("targetMultiAttachEnabled", VolumeModification::targetMultiAttachEnabled)
                .by("target-size", VolumeModification::targetSize)
                .by("target-volume-type", VolumeModification::targetVolumeTypeAsString)
                .by("target-iops", VolumeModification::targetIops);
        Page<VolumeModification> page = Pages.of(
                filters.apply(all, request.filters()),
                VolumeModification::volumeId,
                1,
                1000,
                request.maxResults(),
                request.nextToken());
        return DescribeVolumesModificationsResponse.builder()
                .volumesModifications(page.items())
                .nextToken(page.next())
                .build();
    }

    private DescribeVolumeStatusResponse status(DescribeVolumeStatusRequest request, Caller caller) {
        Page<FakeVolume> page = Pages.of(
                STATUS.apply(cloud.in(caller).volumes.visible(request.volumeIds()), request.filters()),
                FakeResource::order,
                1000,
                request.maxResults(),
                request.nextToken());
        return DescribeVolumeStatusResponse.builder()
                .volumeStatuses(page.items().stream()
                        .map(volume -> VolumeStatusItem.builder()
                                .volumeId(volume.id)
                                .availabilityZone(volume.zone.name())
                                .volumeStatus(status -> status.status(VolumeStatusInfoStatus.OK)
                                        .details(VolumeStatusDetails.builder()
                                                .name(VolumeStatusName.IO_ENABLED)
                                                .status("passed")
                                                .build()))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DescribeVolumeAttributeResponse attribute(DescribeVolumeAttributeRequest request, Caller caller) {
        FakeVolume volume = cloud.in(caller).volumes.get(request.volumeId(), "volumeId");
        DescribeVolumeAttributeResponse.Builder response =
                DescribeVolumeAttributeResponse.builder().volumeId(volume.id);
        return "productCodes".equals(request.attributeAsString())
                ? response.productCodes(List.of()).build()
                : response.autoEnableIO(value -> value.value(false)).build();
    }
}
