package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** The operations on EBS volumes, which storage drivers make and leave behind. */
final class Volumes {

    private static final Describe<FakeVolume> DESCRIBE = new Describe<FakeVolume>()
            .by("volume-id", volume -> volume.id)
            .by("availability-zone", volume -> volume.zone.name())
            .by("availability-zone-id", volume -> volume.zone.id())
            .by("encrypted", volume -> volume.encrypted)
            .by("size", volume -> volume.shape.sizeGib())
            .by("status", volume -> volume.state())
            .by("volume-type", volume -> volume.shape.type())
            .by("create-time", volume -> volume.created)
            .by("snapshot-id", volume -> volume.snapshotId)
            .by("multi-attach-enabled", volume -> volume.multiAttach)
            .by("operator.managed", volume -> false)
            .none("operator.principal", "fast-restored")
            .by("attachment.device", volume -> attachment(volume, FakeVolume.Attachment::device))
            .by("attachment.instance-id", volume -> attachment(volume, FakeVolume.Attachment::instanceId))
            .by("attachment.status", volume -> attachment(volume, attachment -> "attached"))
            .by("attachment.attach-time", volume -> attachment(volume, FakeVolume.Attachment::attached))
            .by(
                    "attachment.delete-on-termination",
                    volume -> attachment(volume, FakeVolume.Attachment::deleteOnTermination));

    private static @Nullable Object attachment(FakeVolume volume, Function<FakeVolume.Attachment, Object> field) {
        return volume.attachment == null ? null : field.apply(volume.attachment);
    }

    private final Ec2State cloud;

    Volumes(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateVolumeRequest.class, this::create);
        operations.on(DescribeVolumesRequest.class, this::describe);
        operations.on(DeleteVolumeRequest.class, this::delete);
    }

    private CreateVolumeResponse create(CreateVolumeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Volume volume = place.tokens
                .once(request.clientToken(), request, FakeVolume.class, () -> create(place, request))
                .view();
        return CreateVolumeResponse.builder()
                .volumeId(volume.volumeId())
                .availabilityZone(volume.availabilityZone())
                .availabilityZoneId(volume.availabilityZoneId())
                .size(volume.size())
                .volumeType(volume.volumeType())
                .encrypted(volume.encrypted())
                .createTime(volume.createTime())
                .state(volume.state())
                .tags(volume.tags())
                .build();
    }

    private FakeVolume create(RegionalState place, CreateVolumeRequest request) {
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.VOLUME);
        Zones.Zone zone = request.availabilityZoneId() != null
                ? Zones.byId(place.region, request.availabilityZoneId())
                        .orElseThrow(() -> zone(request.availabilityZoneId()))
                : Zones.byName(place.region, Ec2Faults.required(request.availabilityZone(), "availabilityZone"))
                        .or(() -> madeUp(place, request.availabilityZone()))
                        .orElseThrow(() -> zone(request.availabilityZone()));
        if (request.size() == null || request.size() < 1) {
            throw Ec2Faults.missing("size");
        }
        return place.volumes.add(new FakeVolume(
                place.volumes.newId(),
                zone,
                new FakeVolume.Shape(
                                request.size(),
                                request.volumeType() == null ? "gp2" : request.volumeTypeAsString(),
                                request.iops(),
                                request.throughput())
                        .withDefaults(),
                Boolean.TRUE.equals(request.encrypted()),
                request.kmsKeyId(),
                request.snapshotId(),
                cloud.world.now(),
                tags));
    }

    /** A lenient world takes zones that are not there. */
    private Optional<Zones.Zone> madeUp(RegionalState place, String zone) {
        return cloud.world.isLenient() ? Zones.madeUp(place.region, zone) : Optional.empty();
    }

    private static AwsFault zone(String zone) {
        return Ec2Faults.refuse("InvalidZone.NotFound", "The zone '" + zone + "' does not exist.");
    }

    private DescribeVolumesResponse describe(DescribeVolumesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeVolume> page = DESCRIBE.page(
                place.volumes, request.volumeIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeVolumesResponse.builder()
                .volumes(page.items().stream().map(FakeVolume::view).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteVolumeResponse delete(DeleteVolumeRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVolume volume = place.volumes.get(request.volumeId(), "volumeId");
        if (volume.attachment != null) {
            throw Ec2Faults.refuse(
                    "VolumeInUse",
                    "Volume " + volume.id + " is currently attached to " + volume.attachment.instanceId());
        }
        place.volumes.remove(volume);
        return DeleteVolumeResponse.builder().build();
    }
}
