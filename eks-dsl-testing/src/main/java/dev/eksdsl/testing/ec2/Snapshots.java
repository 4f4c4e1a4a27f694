package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/** The operations on snapshots of volumes. */
final class Snapshots {

    private static final Describe<FakeSnapshot> DESCRIBE = new Describe<FakeSnapshot>()
            .by("snapshot-id", snapshot -> snapshot.id)
            .by("volume-id", snapshot -> snapshot.volumeId)
            .by("volume-size", snapshot -> snapshot.sizeGib)
            .by("description", snapshot -> snapshot.description)
            .by("encrypted", snapshot -> snapshot.encrypted)
            .by("start-time", snapshot -> snapshot.started)
            .byOwner()
            .none("owner-alias", "transfer-type")
            .by("progress", snapshot -> "100%")
            .by("storage-tier", snapshot -> "standard")
            .by("status", snapshot -> "completed");

    private final Ec2State cloud;

    Snapshots(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateSnapshotRequest.class, this::create);
        operations.on(DescribeSnapshotsRequest.class, this::describe);
        operations.on(DeleteSnapshotRequest.class, this::delete);
    }

    private CreateSnapshotResponse create(CreateSnapshotRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVolume volume = place.volumes.get(request.volumeId(), "volumeId");
        FakeSnapshot snapshot = place.snapshots.add(new FakeSnapshot(
                place.snapshots.newId(),
                volume.id,
                volume.shape.sizeGib(),
                volume.encrypted,
                request.description() == null ? "" : request.description(),
                cloud.world.now(),
                TagRules.onCreate(request.tagSpecifications(), Kind.SNAPSHOT)));
        return MemberCopy.into(CreateSnapshotResponse.builder(), snapshot.view(place))
                .state(SnapshotState.PENDING)
                .progress("")
                .build();
    }

    private DescribeSnapshotsResponse describe(DescribeSnapshotsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<FakeSnapshot> own = DESCRIBE.all(place.snapshots, request.snapshotIds(), request.filters()).stream()
                .filter(snapshot -> request.ownerIds().isEmpty()
                        || request.ownerIds().contains("self")
                        || request.ownerIds().contains(place.accountId))
                .toList();
        Page<FakeSnapshot> page = Pages.of(own, FakeResource::order, 1000, request.maxResults(), request.nextToken());
        return DescribeSnapshotsResponse.builder()
                .snapshots(page.items().stream()
                        .map(snapshot -> snapshot.view(place))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteSnapshotResponse delete(DeleteSnapshotRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        place.snapshots.remove(place.snapshots.get(request.snapshotId(), "snapshotId"));
        return DeleteSnapshotResponse.builder().build();
    }
}
