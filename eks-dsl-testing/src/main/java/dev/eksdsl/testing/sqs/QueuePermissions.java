package dev.eksdsl.testing.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.Iterator;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** AddPermission and RemovePermission: single statements of a queue's policy. */
final class QueuePermissions {

    private static final Set<String> ACTIONS = Set.of(
            "*",
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage");

    private final Queues queues;

    QueuePermissions(Queues queues) {
        this.queues = queues;
    }

    void register(Operations operations) {
        operations.on(AddPermissionRequest.class, this::add);
        operations.on(RemovePermissionRequest.class, this::remove);
    }

    private AddPermissionResponse add(AddPermissionRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        if (request.actions().isEmpty()) {
            throw SqsFaults.missing("Actions");
        }
        if (request.awsAccountIds().isEmpty()) {
            throw SqsFaults.missing("AWSAccountIds");
        }
        for (String action : request.actions()) {
            if (!ACTIONS.contains(action)) {
                throw SqsFaults.invalidValue(
                        "SQS:" + action,
                        "ActionName",
                        "Please refer to the appropriate WSDL for a list of valid actions.");
            }
        }
        ObjectNode policy = policy(queue);
        ArrayNode statements = policy.withArray("Statement");
        for (JsonNode statement : statements) {
            if (statement.path("Sid").asText().equals(request.label())) {
                throw SqsFaults.invalidValue(request.label(), "Label", "Already exists.");
            }
        }
        ObjectNode statement = statements.addObject();
        statement.put("Sid", request.label()).put("Effect", "Allow");
        ArrayNode principals = statement.putObject("Principal").putArray("AWS");
        request.awsAccountIds()
                .forEach(account -> principals.add("arn:%s:iam::%s:root".formatted(caller.partition(), account)));
        ArrayNode actions = statement.putArray("Action");
        request.actions().forEach(action -> actions.add("SQS:" + action));
        statement.put("Resource", queue.arn());
        queue.attributes.put(QueueAttributes.POLICY, policy.toString());
        return AddPermissionResponse.builder().build();
    }

    private RemovePermissionResponse remove(RemovePermissionRequest request, Caller caller) {
        FakeQueue queue = queues.byUrl(caller, request.queueUrl());
        ObjectNode policy = policy(queue);
        boolean found = false;
        for (Iterator<JsonNode> each = policy.withArray("Statement").iterator(); each.hasNext(); ) {
            if (each.next().path("Sid").asText().equals(request.label())) {
                each.remove();
                found = true;
            }
        }
        if (!found) {
            throw SqsFaults.invalidValue(request.label(), "Label", "can't find label on existing policy.");
        }
        if (policy.withArray("Statement").isEmpty()) {
            queue.attributes.remove(QueueAttributes.POLICY);
        } else {
            queue.attributes.put(QueueAttributes.POLICY, policy.toString());
        }
        return RemovePermissionResponse.builder().build();
    }

    private static ObjectNode policy(FakeQueue queue) {
        JsonNode present = QueueAttributes.json(queue.attributes.getOrDefault(QueueAttributes.POLICY, ""));
        if (present instanceof ObjectNode object) {
            return object;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("Version", "2012-10-17")
                .put("Id", queue.arn() + "/SQSDefaultPolicy");
    }
}
