package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.StorageTier;

/** A snapshot of a volume; complete at once. */
final class FakeSnapshot extends FakeResource {

    final String volumeId;
    final int sizeGib;
    final boolean encrypted;
    final String description;
    final Instant started;

    FakeSnapshot(
            String id,
            String volumeId,
            int sizeGib,
            boolean encrypted,
            String description,
            Instant started,
            Map<String, String> tags) {
        super(id, tags);
        this.volumeId = volumeId;
        this.sizeGib = sizeGib;
        this.encrypted = encrypted;
        this.description = description;
        this.started = started;
    }

    Snapshot view(RegionalState place) {
        return Snapshot.builder()
                .snapshotId(id)
                .volumeId(volumeId)
                .volumeSize(sizeGib)
                .encrypted(encrypted)
                .description(description)
                .ownerId(place.accountId)
                .startTime(started)
                .completionTime(started)
                .progress("100%")
                .state(SnapshotState.COMPLETED)
                .storageTier(StorageTier.STANDARD)
                .tags(tagViews())
                .build();
    }
}
