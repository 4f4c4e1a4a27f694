package dev.eksdsl.testing.sqs;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** Moves messages out of dead-letter queues, all that are there at once: a task is complete when it is first seen. */
final class MessageMoves {

    private static final int MOST_RESULTS = 10;
    private static final int MOST_PER_SECOND = 500;

    private final World world;
    private final Queues queues;

    MessageMoves(World world, Queues queues) {
        this.world = world;
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(StartMessageMoveTaskRequest.class, this::start);
        operations.on(ListMessageMoveTasksRequest.class, this::list);
        operations.on(CancelMessageMoveTaskRequest.class, this::cancel);
    }

    private StartMessageMoveTaskResponse start(StartMessageMoveTaskRequest request, Caller caller) {
        FakeQueue source = demand(request.sourceArn());
        boolean holdsDeadLetters =
                queues.all().stream().anyMatch(queue -> source.arn().equals(queue.deadLetterTarget()));
        if (!holdsDeadLetters) {
            throw SqsFaults.refuse("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
        }
        Integer rate = request.maxNumberOfMessagesPerSecond();
        if (rate != null && (rate < 1 || rate > MOST_PER_SECOND)) {
            throw SqsFaults.invalidValue(rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500.");
        }
        FakeQueue destination = request.destinationArn() == null ? null : demand(request.destinationArn());
        long moved = move(source, destination);
        String handle = Handles.of(world.ids().requestId(), 0);
        queues.moves
                .computeIfAbsent(source.arn(), arn -> new ArrayList<>())
                .add(
                        0,
                        ListMessageMoveTasksResultEntry.builder()
                                .sourceArn(source.arn())
                                .destinationArn(request.destinationArn())
                                .maxNumberOfMessagesPerSecond(rate)
                                .status("COMPLETED")
                                .approximateNumberOfMessagesMoved(moved)
                                .approximateNumberOfMessagesToMove(moved)
                                .startedTimestamp(world.now().toEpochMilli())
                                .build());
        return StartMessageMoveTaskResponse.builder().taskHandle(handle).build();
    }

    private long move(FakeQueue source, @Nullable FakeQueue destination) {
        source.expire(world.now());
        long moved = 0;
        for (FakeMessage message : List.copyOf(source.messages)) {
            FakeQueue target = destination == null
                    ? queues.byArn(Objects.requireNonNullElse(message.source, ""))
                            .orElse(null)
                    : destination;
            if (target != null && !message.isInFlight(world.now())) {
                source.messages.remove(message);
                message.received = 0;
                message.source = null;
                message.inFlight = false;
                message.visible = world.now();
                target.messages.add(message);
                moved++;
            }
        }
        return moved;
    }

    private ListMessageMoveTasksResponse list(ListMessageMoveTasksRequest request, Caller caller) {
        FakeQueue source = demand(request.sourceArn());
        int most = request.maxResults() == null ? 1 : request.maxResults();
        if (most < 1 || most > MOST_RESULTS) {
            throw SqsFaults.invalidValue(most, "MaxResults", "Must be between 1 and 10.");
        }
        return ListMessageMoveTasksResponse.builder()
                .results(queues.moves.getOrDefault(source.arn(), List.of()).stream()
                        .limit(most)
                        .toList())
                .build();
    }

    private CancelMessageMoveTaskResponse cancel(CancelMessageMoveTaskRequest request, Caller caller) {
        throw noResource("Task does not exist.");
    }

    private FakeQueue demand(String arn) {
        return queues.byArn(arn)
                .orElseThrow(
                        () -> noResource("The resource that you specified for the SourceArn parameter doesn't exist."));
    }

    private static AwsFault noResource(String message) {
        return new AwsFault(404, "ResourceNotFoundException", message);
    }
}
