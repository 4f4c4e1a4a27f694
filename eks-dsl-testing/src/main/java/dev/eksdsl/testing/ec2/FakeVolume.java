package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** An EBS volume that is attached to nothing. */
final class FakeVolume extends FakeResource {

    final Zones.Zone zone;
    final int sizeGib;
    final VolumeType type;
    final boolean encrypted;
    final Instant created;

    FakeVolume(
            String id,
            Zones.Zone zone,
            int sizeGib,
            VolumeType type,
            boolean encrypted,
            Instant created,
            Map<String, String> tags) {
        super(id, tags);
        this.zone = zone;
        this.sizeGib = sizeGib;
        this.type = type;
        this.encrypted = encrypted;
        this.created = created;
    }

    Volume view() {
        return Volume.builder()
                .volumeId(id)
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .size(sizeGib)
                .volumeType(type)
                .encrypted(encrypted)
                .createTime(created)
                .state(VolumeState.AVAILABLE)
                .tags(tagViews())
                .build();
    }
}
