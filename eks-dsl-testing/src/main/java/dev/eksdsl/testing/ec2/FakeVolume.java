package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** An EBS volume, attached to an instance or to nothing. */
final class FakeVolume extends FakeResource {

    /**
     * Size and speed of a volume.
     *
     * @param sizeGib in GiB
     * @param iops operations per second; null for the type's own
     * @param throughput in MiB/s; only of {@code gp3}
     */
    record Shape(
            int sizeGib,
            String type,
            @Nullable Integer iops,
            @Nullable Integer throughput) {

        /** The shape with what a volume of its type has without a word (EBS user guide, "Amazon EBS volume types"). */
        Shape withDefaults() {
            return switch (type) {
                case "gp3" ->
                    new Shape(sizeGib, type, iops == null ? 3000 : iops, throughput == null ? 125 : throughput);
                case "gp2" -> new Shape(sizeGib, type, Math.min(16000, Math.max(100, sizeGib * 3)), null);
                default -> new Shape(sizeGib, type, iops, null);
            };
        }
    }

    /** Where a volume is attached. */
    record Attachment(String instanceId, String device, boolean deleteOnTermination, Instant attached) {}

    final Zones.Zone zone;
    final boolean encrypted;
    final @Nullable String kmsKeyId;
    final @Nullable String snapshotId;
    final Instant created;
    Shape shape;
    boolean multiAttach;
    boolean autoEnableIo;

    @Nullable
    VolumeModification modification;

    @Nullable
    Attachment attachment;

    FakeVolume(
            String id,
            Zones.Zone zone,
            Shape shape,
            boolean encrypted,
            @Nullable String kmsKeyId,
            @Nullable String snapshotId,
            Instant created,
            Map<String, String> tags) {
        super(id, tags);
        this.zone = zone;
        this.shape = shape;
        this.encrypted = encrypted;
        this.kmsKeyId = kmsKeyId;
        this.snapshotId = snapshotId;
        this.created = created;
    }

    VolumeState state() {
        return attachment == null ? VolumeState.AVAILABLE : VolumeState.IN_USE;
    }

    List<VolumeAttachment> attachments() {
        return attachment == null ? List.of() : List.of(view(attachment, VolumeAttachmentState.ATTACHED));
    }

    VolumeAttachment view(Attachment shown, VolumeAttachmentState state) {
        return VolumeAttachment.builder()
                .volumeId(id)
                .instanceId(shown.instanceId())
                .device(shown.device())
                .state(state)
                .attachTime(shown.attached())
                .deleteOnTermination(shown.deleteOnTermination())
                .build();
    }

    Volume view() {
        return Volume.builder()
                .volumeId(id)
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .size(shape.sizeGib())
                .volumeType(shape.type())
                .iops(shape.iops())
                .throughput(shape.throughput())
                .encrypted(encrypted)
                .kmsKeyId(kmsKeyId)
                .snapshotId(snapshotId == null ? "" : snapshotId)
                .multiAttachEnabled(multiAttach)
                .createTime(created)
                .state(state())
                .attachments(attachments())
                .operator(operator -> operator.managed(false))
                .tags(tagViews())
                .build();
    }
}
