package dev.eksdsl.testing.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** Makes, shows, changes and deletes queues. */
final class QueueOperations {

    /** How long a name cannot be used again, and how often a queue can be purged (SQS API reference). */
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static final int MOST_QUEUES = 1000;

    private final World world;
    private final Queues queues;

    QueueOperations(World world, Queues queues) {
        this.world = world;
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(CreateQueueRequest.class, this::create);
        operations.on(DeleteQueueRequest.class, this::delete);
        operations.on(GetQueueUrlRequest.class, this::url);
        operations.on(GetQueueAttributesRequest.class, this::attributes);
        operations.on(SetQueueAttributesRequest.class, this::set);
        operations.on(ListQueuesRequest.class, this::list);
        operations.on(ListDeadLetterSourceQueuesRequest.class, this::sources);
        operations.on(PurgeQueueRequest.class, this::purge);
    }

    private CreateQueueResponse create(CreateQueueRequest request, Caller caller) {
        String name = request.queueName();
        Map<String, String> wanted = request.attributesAsStrings();
        boolean fifo = FakeQueue.isFifo(name);
        checkName(name, fifo, "true".equals(wanted.get(QueueAttributes.FIFO)));
        QueueAttributes.check(wanted, fifo);
        Map<String, String> attributes = QueueAttributes.defaults(fifo);
        attributes.putAll(wanted);
        attributes.values().removeIf(String::isEmpty);
        FakeQueue queue = new FakeQueue(caller, name, attributes, world.now());
        FakeQueue present = queues.byArn(queue.arn()).orElse(null);
        if (present != null) {
            checkSame(present, wanted);
            return CreateQueueResponse.builder().queueUrl(present.url()).build();
        }
        Instant deleted = queues.deleted(queue.arn());
        if (deleted != null && deleted.plus(MINUTE).isAfter(world.now()) && !world.isLenient()) {
            throw SqsFaults.refuse(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
        }
        checkRedrive(queue, wanted.get(QueueAttributes.REDRIVE));
        queue.tags.putAll(request.tags());
        queues.add(queue);
        return CreateQueueResponse.builder().queueUrl(queue.url()).build();
    }

    private static void checkName(String name, boolean fifo, boolean wantsFifo) {
        String plain = fifo ? name.substring(0, name.length() - ".fifo".length()) : name;
        if (!plain.matches("[A-Za-z0-9_-]+") || name.length() > 80 || wantsFifo != fifo) {
            throw SqsFaults.refuse(
                    "InvalidParameterValue",
                    wantsFifo && !fifo
                            ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
                            : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    private static void checkSame(FakeQueue present, Map<String, String> wanted) {
        wanted.forEach((name, value) -> {
            String is = present.attributes.getOrDefault(name, "");
            if (!is.equals(value) && !QueueAttributes.json(is).equals(QueueAttributes.json(value))) {
                throw SqsFaults.refuse(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + name);
            }
        });
    }

    private void checkRedrive(FakeQueue queue, @Nullable String policy) {
        if (policy == null || policy.isEmpty()) {
            return;
        }
        JsonNode redrive = QueueAttributes.json(policy);
        for (String member : List.of("deadLetterTargetArn", "maxReceiveCount")) {
            if (!redrive.has(member)) {
                throw refusedRedrive(policy, "Redrive policy does not contain mandatory attribute: " + member + ".");
            }
        }
        String count = redrive.path("maxReceiveCount").asText();
        if (!count.matches("\\d{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > 1000) {
            throw refusedRedrive(
                    policy,
                    "Invalid value for maxReceiveCount: %s, valid values are from 1 to 1000 both inclusive."
                            .formatted(count));
        }
        String target = redrive.path("deadLetterTargetArn").asText();
        if (world.isLenient()) {
            return;
        }
        if (queues.byArn(target).isEmpty()) {
            throw refusedRedrive(policy, "Dead letter target does not exist.");
        }
        if (FakeQueue.isFifo(target) != queue.isFifo()) {
            throw refusedRedrive(policy, "Dead-letter queue must be same type of queue as the source.");
        }
    }

    private static AwsFault refusedRedrive(String policy, String reason) {
        return SqsFaults.invalidValue(policy, QueueAttributes.REDRIVE, reason);
    }

    private DeleteQueueResponse delete(DeleteQueueRequest request, Caller caller) {
        queues.remove(queues.byUrl(caller, request.queueUrl()), world.now());
        return DeleteQueueResponse.builder().build();
    }

    private GetQueueUrlResponse url(GetQueueUrlRequest request, Caller caller) {
        return queues.named(caller, request.queueOwnerAWSAccountId(), request.queueName())
                .map(queue ->
                        GetQueueUrlResponse.builder().queueUrl(queue.url()).build())
                .orElseThrow(SqsFaults::noQueue);
    }

    private GetQueueAttributesResponse attributes(GetQueueAttributesRequest request, Caller caller) {
        Map<String, String> shown = queues.byUrl(caller, request.queueUrl()).shown(world.now());
        List<String> names = request.attributeNamesAsStrings();
        Predicate<String> asked = name -> names.contains("All") || names.contains(name);
        Map<String, String> found = new TreeMap<>(shown);
        found.keySet().removeIf(asked.negate());
        return GetQueueAttributesResponse.builder().attributesWithStrings(found).build();
    }

    private SetQueueAttributesResponse set(SetQueueAttributesRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        Map<String, String> wanted = request.attributesAsStrings();
        if (wanted.containsKey(QueueAttributes.FIFO) && !queue.isFifo()) {
            throw SqsFaults.invalidAttribute(QueueAttributes.FIFO);
        }
        QueueAttributes.check(wanted, queue.isFifo());
        checkRedrive(queue, wanted.get(QueueAttributes.REDRIVE));
        queue.attributes.putAll(wanted);
        queue.attributes.values().removeIf(String::isEmpty);
        queue.modified = world.now();
        return SetQueueAttributesResponse.builder().build();
    }

    private ListQueuesResponse list(ListQueuesRequest request, Caller caller) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        List<FakeQueue> found = queues.of(caller).stream()
                .filter(queue -> queue.name.startsWith(prefix))
                .toList();
        Page<FakeQueue> page = page(found, request.maxResults(), request.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.items().stream().map(FakeQueue::url).toList())
                // without MaxResults there is no further page: SQS gives the first thousand
                .nextToken(request.maxResults() == null ? null : page.next())
                .build();
    }

    private ListDeadLetterSourceQueuesResponse sources(ListDeadLetterSourceQueuesRequest request, Caller caller) {
        String target = queues.byUrl(caller, request.queueUrl()).arn();
        List<FakeQueue> found = queues.of(caller).stream()
                .filter(queue -> target.equals(queue.deadLetterTarget()))
                .toList();
        Page<FakeQueue> page = page(found, request.maxResults(), request.nextToken());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.items().stream().map(FakeQueue::url).toList())
                .nextToken(request.maxResults() == null ? null : page.next())
                .build();
    }

    private static Page<FakeQueue> page(List<FakeQueue> found, @Nullable Integer size, @Nullable String token) {
        if (size != null && (size < 1 || size > MOST_QUEUES)) {
            throw SqsFaults.invalidValue(size, "MaxResults", "MaxResults must be between 1 and 1000.");
        }
        return Page.of(
                found,
                queue -> queue.name,
                size == null ? MOST_QUEUES : size,
                token,
                () -> SqsFaults.invalidValue(
                        token == null ? "" : token, "NextToken", "Invalid or expired next token."));
    }

    private PurgeQueueResponse purge(PurgeQueueRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        if (queue.purged != null && queue.purged.plus(MINUTE).isAfter(world.now()) && !world.isLenient()) {
            throw SqsFaults.refuse(
                    "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on " + queue.name + " is allowed every 60 seconds.");
        }
        queue.purged = world.now();
        queue.messages.clear();
        return PurgeQueueResponse.builder().build();
    }
}
