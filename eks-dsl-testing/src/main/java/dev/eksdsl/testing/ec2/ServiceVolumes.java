package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import java.util.Optional;

/** Volumes as storage drivers make them. */
record ServiceVolumes(Ec2State cloud) implements CloudVolumes {

    /** Device names that the EBS CSI driver gives; the fake needs no more than there are volumes on an instance. */
    private static final String DEVICES = "/dev/xvda";

    @Override
    public String create(Caller caller, Wish wish) {
        RegionalState place = cloud.in(caller);
        Zones.Zone zone = Zones.byName(place.region, wish.zone())
                .orElseThrow(() ->
                        Ec2Faults.refuse("InvalidZone.NotFound", "The zone '" + wish.zone() + "' does not exist."));
        return place.volumes.add(new FakeVolume(
                        place.volumes.newId(),
                        zone,
                        new FakeVolume.Shape(wish.sizeGib(), wish.type(), wish.iops(), wish.throughput())
                                .withDefaults(),
                        wish.encrypted(),
                        null,
                        null,
                        cloud.world.now(),
                        wish.tags()))
                .id;
    }

    @Override
    public void attach(Caller caller, String volumeId, String instanceId) {
        RegionalState place = cloud.in(caller);
        Optional<FakeInstance> instance = place.instances.find(instanceId).filter(FakeInstance::isAlive);
        place.volumes
                .find(volumeId)
                .filter(volume -> volume.attachment == null)
                .ifPresent(volume -> instance.ifPresent(host -> {
                    String device = device(host);
                    volume.attachment = new FakeVolume.Attachment(host.id, device, false, cloud.world.now());
                    host.volumes.put(device, volume);
                }));
    }

    private static String device(FakeInstance host) {
        char last = 'a';
        while (host.volumes.containsKey(DEVICES + last)) {
            last++;
        }
        return DEVICES + last;
    }

    @Override
    public void detach(Caller caller, String volumeId) {
        RegionalState place = cloud.in(caller);
        place.volumes.find(volumeId).ifPresent(volume -> {
            FakeVolume.Attachment attachment = volume.attachment;
            if (attachment != null) {
                volume.attachment = null;
                place.instances
                        .find(attachment.instanceId())
                        .ifPresent(host -> host.volumes.remove(attachment.device()));
            }
        });
    }

    @Override
    public boolean delete(Caller caller, String volumeId) {
        RegionalState place = cloud.in(caller);
        Optional<FakeVolume> volume = place.volumes.find(volumeId);
        if (volume.filter(found -> found.attachment != null).isPresent()) {
            return false;
        }
        volume.ifPresent(place.volumes::remove);
        return true;
    }
}
