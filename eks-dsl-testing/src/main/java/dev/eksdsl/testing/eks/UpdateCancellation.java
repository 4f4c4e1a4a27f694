package dev.eksdsl.testing.eks;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService;
import software.amazon.awssdk.services.eks.model.CancelUpdateRequest;
import software.amazon.awssdk.services.eks.model.CancelUpdateResponse;
import software.amazon.awssdk.services.eks.model.Cancellation;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

/**
 * CancelUpdate. What can be cancelled is the rollback of a cluster in Auto Mode, as long as its nodes are going back and
 * the control plane has not begun to (EKS API reference).
 */
final class UpdateCancellation {

    private final Surroundings eks;

    UpdateCancellation(Surroundings eks) {
        this.eks = eks;
    }

    void register(FakeService.Operations operations) {
        operations.on(CancelUpdateRequest.class, this::cancel);
    }

    private CancelUpdateResponse cancel(CancelUpdateRequest request, Caller caller) {
        ClusterState cluster = eks.places().cluster(caller, request.name());
        return eks.places()
                .of(caller)
                .tokens
                .once(
                        request.clientRequestToken(),
                        cluster.name() + "/cancel",
                        request,
                        CancelUpdateResponse.class,
                        () -> {
                            cancel(cluster, request.updateId());
                            return CancelUpdateResponse.builder()
                                    .update(ClusterUpdateRun.now(cluster, request.updateId()))
                                    .build();
                        });
    }

    private void cancel(ClusterState cluster, String id) {
        Update update = cluster.updates.find(id);
        if (update == null) {
            throw Refusals.notFound(cluster.where(), "No update found for ID: " + id);
        }
        if (update.type() != UpdateType.VERSION_ROLLBACK || !VersionUpdates.hasAutoMode(cluster)) {
            throw Refusals.invalidRequest(
                    cluster.where(), "Update " + id + " of type " + update.typeAsString() + " can't be cancelled");
        }
        if (!cluster.updates.isRunning(id)) {
            throw Refusals.invalidRequest(
                    cluster.where(), "Update " + id + " can't be cancelled: its status is " + update.statusAsString());
        }
        if (cluster.is(ClusterStatus.UPDATING)) {
            throw new AwsFault(
                    400,
                    "InvalidStateException",
                    "Update " + id + " can't be cancelled: the rollback of the control plane has begun",
                    cluster.where());
        }
        if (update.cancellation() != null) {
            throw Refusals.inUse(cluster.where(), "Update " + id + " is being cancelled already");
        }
        cluster.updates.change(
                id,
                change -> change.cancellation(Cancellation.builder()
                        .status(CancellationStatus.IN_PROGRESS)
                        .build()));
        eks.after(cluster, Durations.Of.UPDATE_CANCEL, () -> finish(cluster, id));
    }

    /** The control plane may have begun by now: then the cancellation has come too late. */
    private static void finish(ClusterState cluster, String id) {
        boolean inTime = !cluster.is(ClusterStatus.UPDATING) && cluster.updates.isRunning(id);
        cluster.updates.change(id, change -> {
            change.cancellation(Cancellation.builder()
                    .status(inTime ? CancellationStatus.SUCCESSFUL : CancellationStatus.FAILED)
                    .reason(inTime ? null : "The rollback of the control plane had begun")
                    .build());
            if (inTime) {
                change.status(UpdateStatus.CANCELLED);
            }
        });
    }
}
