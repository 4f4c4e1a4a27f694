package dev.eksdsl.testing.sqs;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class FakeSqsTest {

    private static final Caller ELSEWHERE = new Caller("444455556666", "us-east-1", "arn:aws:iam::444455556666:root");

    private final TypedCalls calls = new TypedCalls();
    private final FakeSqs service = calls.with(new FakeSqs(calls.world()));
    private final SqsClient sqs = calls.client(SqsClient.builder());

    private String queue(String name, Map<String, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void newQueue_hasAwsFormsAndDefaults() {
        String url = queue("karpenter", Map.of("MessageRetentionPeriod", "300"));

        assertThat(url).isEqualTo("https://sqs.us-east-1.amazonaws.com/111122223333/karpenter");
        assertThat(sqs.getQueueUrl(r -> r.queueName("karpenter")).queueUrl()).isEqualTo(url);
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings())
                .containsEntry("QueueArn", "arn:aws:sqs:us-east-1:111122223333:karpenter")
                .containsEntry("MessageRetentionPeriod", "300")
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("SqsManagedSseEnabled", "true")
                .containsEntry("ApproximateNumberOfMessages", "0");
    }

    @Test
    void sameQueueAgain_isTheSame_andWithOtherAttributesRefused() {
        String url = queue("q", Map.of("VisibilityTimeout", "60"));

        assertThat(queue("q", Map.of("VisibilityTimeout", "60"))).isEqualTo(url);
        assertRefused(() -> queue("q", Map.of("VisibilityTimeout", "61")), "QueueAlreadyExists");
    }

    @ParameterizedTest
    @CsvSource({
        "VisibilityTimeout, 43201, InvalidAttributeValue",
        "DelaySeconds, -1, InvalidAttributeValue",
        "MaximumMessageSize, 1023, InvalidAttributeValue",
        "MessageRetentionPeriod, 59, InvalidAttributeValue",
        "ReceiveMessageWaitTimeSeconds, 21, InvalidAttributeValue",
        "Policy, nothing, InvalidAttributeValue",
        "ContentBasedDeduplication, true, InvalidAttributeName",
        "Colour, red, InvalidAttributeName",
        "RedrivePolicy, '{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:111122223333:no\",\"maxReceiveCount\":3}', InvalidParameterValue",
    })
    void wrongAttribute_isRefused(String name, String value, String code) {
        assertRefused(() -> queue("q", Map.of(name, value)), code);
    }

    @Test
    void unknownQueue_hasTheCodesOfBothProtocols() {
        assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("no")))
                .isInstanceOfSatisfying(
                        QueueDoesNotExistException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        String url = queue("mine", Map.of());
        assertThat(calls.client(SqsClient.builder(), ELSEWHERE).listQueues().queueUrls())
                .isEmpty();
        sqs.deleteQueue(r -> r.queueUrl(url));
        assertRefused(() -> queue("mine", Map.of()), "AWS.SimpleQueueService.QueueDeletedRecently");
        calls.pass(Duration.ofSeconds(61));
        queue("mine", Map.of());
    }

    @Test
    void message_comesWithItsAttributes_andDigestsThatTheClientChecks() {
        String url = queue("q", Map.of());
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("grüße")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("x")
                                .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                                .build())));

        assertThat(receive(url)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("grüße");
            assertThat(message.messageAttributes()).containsOnlyKeys("kind", "bytes");
            assertThat(message.attributesAsStrings())
                    .containsEntry("ApproximateReceiveCount", "1")
                    .containsKeys("SentTimestamp", "SenderId");
        });
    }

    @Test
    void receivedMessage_isHidden_untilItsTimeIsOverOrItIsDeleted() {
        String url = queue("q", Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
        receive(url);
        assertThat(receive(url)).isEmpty();

        calls.pass(Duration.ofSeconds(30));
        Message again = receive(url).get(0);
        assertThat(again.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "2");
        sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(again.receiptHandle()).visibilityTimeout(0));
        Message third = receive(url).get(0);
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(third.receiptHandle()));
        calls.pass(Duration.ofMinutes(5));

        assertThat(receive(url)).isEmpty();
        assertRefused(
                () -> sqs.changeMessageVisibility(r ->
                        r.queueUrl(url).receiptHandle(third.receiptHandle()).visibilityTimeout(0)),
                "AWS.SimpleQueueService.MessageNotInflight");
        assertRefused(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("none")), "ReceiptHandleIsInvalid");
    }

    @Test
    void delayedMessage_comesLater_andALongPollWaitsForIt() {
        String url = queue("q", Map.of("DelaySeconds", "10"));
        Instant start = calls.world().now();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
        assertThat(receive(url)).isEmpty();

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages())
                .hasSize(1);
        assertThat(Duration.between(start, calls.world().now())).isEqualTo(Duration.ofSeconds(10));

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages())
                .isEmpty();
        assertThat(Duration.between(start, calls.world().now())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void oldMessage_isDropped() {
        String url = queue("q", Map.of("MessageRetentionPeriod", "60"));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
        calls.pass(Duration.ofSeconds(61));

        assertThat(receive(url)).isEmpty();
    }

    @Test
    void messageThatNobodyWorksOff_goesToTheDeadLetters_andBack() {
        String dead = queue("dead", Map.of());
        String deadArn = "arn:aws:sqs:us-east-1:111122223333:dead";
        String url = queue(
                "q",
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(deadArn)));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
        receive(url);
        calls.pass(Duration.ofSeconds(31));

        assertThat(receive(url)).isEmpty();
        assertThat(receive(dead))
                .singleElement()
                .satisfies(message -> assertThat(message.attributesAsStrings())
                        .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:us-east-1:111122223333:q"));
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                .containsExactly(url);

        calls.pass(Duration.ofSeconds(31));
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn));
        assertThat(receive(url)).hasSize(1);
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(deadArn)).results())
                .singleElement()
                .satisfies(task ->
                        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(1));
    }

    @Test
    void fifoQueue_keepsTheOrderOfAGroup_andKnowsWhatItWasSent() {
        String url = queue("q.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        for (String body : List.of("a1", "a2", "a1")) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).messageGroupId("a"));
        }
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("b1").messageGroupId("b"));

        Message first = sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
        assertThat(first.body()).isEqualTo("a1");
        assertThat(receive(url)).extracting(Message::body).containsExactly("b1");
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(first.receiptHandle()));
        assertThat(receive(url)).extracting(Message::body).containsExactly("a2");

        assertRefused(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("c")), "MissingParameter");
        assertRefused(() -> queue("plain", Map.of("FifoQueue", "true")), "InvalidParameterValue");
    }

    @Test
    void batch_tellsOfEachEntry_andIsRefusedAsAWhole() {
        String url = queue("q", Map.of());
        var sent = sqs.sendMessageBatch(r -> r.queueUrl(url)
                .entries(
                        e -> e.id("1").messageBody("a"),
                        e -> e.id("2").messageBody("b").delaySeconds(901)));
        assertThat(sent.successful())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isEqualTo("1"));
        assertThat(sent.failed())
                .singleElement()
                .satisfies(entry -> assertThat(entry.code()).isEqualTo("InvalidParameterValue"));
        String handle = receive(url).get(0).receiptHandle();
        assertThat(sqs.deleteMessageBatch(
                                r -> r.queueUrl(url).entries(e -> e.id("1").receiptHandle(handle)))
                        .successful())
                .hasSize(1);

        assertRefused(
                () -> sqs.sendMessageBatch(r -> r.queueUrl(url)
                        .entries(e -> e.id("1").messageBody("a"), e -> e.id("1").messageBody("b"))),
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    }

    @Test
    void purge_emptiesOnceAMinute() {
        String url = queue("q", Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a"));
        sqs.purgeQueue(r -> r.queueUrl(url));

        assertThat(receive(url)).isEmpty();
        assertRefused(() -> sqs.purgeQueue(r -> r.queueUrl(url)), "AWS.SimpleQueueService.PurgeQueueInProgress");
    }

    @Test
    void tagsAndPermissions_areKept() {
        String url = queue("q", Map.of());
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
        sqs.untagQueue(r -> r.queueUrl(url).tagKeys("b"));
        assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).containsExactly(Map.entry("a", "1"));
        assertThat(service.inventory())
                .singleElement()
                .satisfies(item -> assertThat(item.tags()).containsEntry("a", "1"));

        sqs.addPermission(
                r -> r.queueUrl(url).label("send").awsAccountIds("444455556666").actions("SendMessage"));
        assertThat(policy(url)).contains("\"SQS:SendMessage\"", "arn:aws:iam::444455556666:root");
        sqs.removePermission(r -> r.queueUrl(url).label("send"));
        assertThat(policy(url)).isNull();
    }

    private String policy(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                .attributesAsStrings()
                .get("Policy");
    }

    @Test
    void queues_areListedInPages() {
        for (int i = 0; i < 5; i++) {
            queue("q" + i, Map.of());
        }
        queue("other", Map.of());

        assertThat(sqs.listQueuesPaginator(r -> r.queueNamePrefix("q").maxResults(2))
                        .queueUrls())
                .hasSize(5);
    }
}
