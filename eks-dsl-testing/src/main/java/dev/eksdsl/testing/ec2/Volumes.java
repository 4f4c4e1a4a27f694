package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The operations on EBS volumes, which storage drivers make and leave behind. */
final class Volumes {

    private static final Describe<FakeVolume> DESCRIBE = new Describe<FakeVolume>()
            .by("volume-id", volume -> volume.id)
            .by("availability-zone", volume -> volume.zone.name())
            .by("availability-zone-id", volume -> volume.zone.id())
            .by("encrypted", volume -> volume.encrypted)
            .by("size", volume -> volume.sizeGib)
            .by("status", volume -> "available")
            .by("volume-type", volume -> volume.type);

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
                .once(FakeVolume.class, request.clientToken(), request, () -> create(place, request))
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
                        .orElseThrow(() -> zone(request.availabilityZone()));
        if (request.size() == null || request.size() < 1) {
            throw Ec2Faults.missing("size");
        }
        return place.volumes.add(new FakeVolume(
                place.volumes.newId(),
                zone,
                request.size(),
                request.volumeType() == null ? VolumeType.GP2 : request.volumeType(),
                Boolean.TRUE.equals(request.encrypted()),
                cloud.world.now(),
                tags));
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
        place.volumes.remove(place.volumes.get(request.volumeId(), "volumeId"));
        return DeleteVolumeResponse.builder().build();
    }
}
