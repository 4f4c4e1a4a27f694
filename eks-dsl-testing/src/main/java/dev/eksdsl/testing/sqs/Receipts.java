package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** What receivers do with what they have received: delete it, or keep it hidden for longer or shorter. */
final class Receipts {

    private static final int LONGEST_VISIBILITY = 43_200;

    private final World world;
    private final Queues queues;

    Receipts(World world, Queues queues) {
        this.world = world;
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(DeleteMessageRequest.class, this::delete);
        operations.on(DeleteMessageBatchRequest.class, this::deleteAll);
        operations.on(ChangeMessageVisibilityRequest.class, this::change);
        operations.on(ChangeMessageVisibilityBatchRequest.class, this::changeAll);
    }

    private DeleteMessageResponse delete(DeleteMessageRequest request, Caller caller) {
        delete(queues.byUrl(caller, request.queueUrl()), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    private DeleteMessageBatchResponse deleteAll(DeleteMessageBatchRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        Batches.check(request.entries(), DeleteMessageBatchRequestEntry::id, "DeleteMessageBatchRequestEntry");
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            try {
                delete(queue, entry.receiptHandle());
                successful.add(
                        DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
            } catch (AwsFault fault) {
                failed.add(Batches.failed(entry.id(), fault));
            }
        }
        return DeleteMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    /** To delete what is gone is no mistake; in a FIFO queue, the handle of a receipt that has run out is. */
    private void delete(FakeQueue queue, String handle) {
        String id = Handles.messageId(handle);
        queue.expire(world.now());
        queue.messages.removeIf(message -> {
            if (!message.id.equals(id)) {
                return false;
            }
            if (queue.isFifo()
                    && !(message.isInFlight(world.now()) && message.handle().equals(handle))) {
                throw SqsFaults.invalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");
            }
            return true;
        });
    }

    private ChangeMessageVisibilityResponse change(ChangeMessageVisibilityRequest request, Caller caller) {
        change(queues.byUrl(caller, request.queueUrl()), request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    private ChangeMessageVisibilityBatchResponse changeAll(ChangeMessageVisibilityBatchRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        Batches.check(
                request.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                "ChangeMessageVisibilityBatchRequestEntry");
        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            try {
                change(queue, entry.receiptHandle(), entry.visibilityTimeout() == null ? 0 : entry.visibilityTimeout());
                successful.add(ChangeMessageVisibilityBatchResultEntry.builder()
                        .id(entry.id())
                        .build());
            } catch (AwsFault fault) {
                failed.add(Batches.failed(entry.id(), fault));
            }
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private void change(FakeQueue queue, String handle, int seconds) {
        if (seconds < 0 || seconds > LONGEST_VISIBILITY) {
            throw SqsFaults.invalidValue(
                    seconds, "VisibilityTimeout", "VisibilityTimeout must be an integer between 0 and 43200.");
        }
        String id = Handles.messageId(handle);
        FakeMessage message = queue.messages.stream()
                .filter(each -> each.id.equals(id) && each.isInFlight(world.now()))
                .findFirst()
                .orElseThrow(() -> SqsFaults.refuse(
                        "MessageNotInflight",
                        "Value %s for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change."
                                .formatted(handle)));
        message.visible = world.now().plusSeconds(seconds);
    }
}
