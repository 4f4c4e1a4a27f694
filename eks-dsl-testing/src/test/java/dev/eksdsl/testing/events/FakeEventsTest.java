package dev.eksdsl.testing.events;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.logs.LogSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import dev.eksdsl.testing.sqs.FakeSqs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class FakeEventsTest {

    private static final Caller CALLER = TypedCalls.CALLER;
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:demo";
    private static final String PATTERN = "{\"source\": [\"mine\"]}";

    /** As Karpenter's CloudFormation template has it. */
    private static final String POLICY = """
            {"Id": "EC2InterruptionPolicy", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": ["events.amazonaws.com", "sqs.amazonaws.com"]},
               "Action": "sqs:SendMessage", "Resource": "%s"},
              {"Sid": "DenyHTTP", "Effect": "Deny", "Action": "sqs:*", "Resource": "%s",
               "Condition": {"Bool": {"aws:SecureTransport": false}}, "Principal": "*"}]}""".formatted(QUEUE_ARN, QUEUE_ARN);

    private final TypedCalls calls = new TypedCalls();
    private final FakeSqs queues = calls.with(new FakeSqs(calls.world()));
    private final FakeEvents service = calls.with(new FakeEvents(calls.world(), queues, LogSink.NONE));
    private final EventBridgeClient events = calls.client(EventBridgeClient.builder());
    private final SqsClient sqs = calls.client(SqsClient.builder());

    private String queue(String policy) {
        return sqs.createQueue(r -> r.queueName("demo")
                        .attributesWithStrings(Map.of("MessageRetentionPeriod", "300", "Policy", policy)))
                .queueUrl();
    }

    private void rule(String name, String source, String detailType) {
        events.putRule(r -> r.name(name)
                .eventPattern("{\"source\":[\"%s\"],\"detail-type\":[\"%s\"]}".formatted(source, detailType)));
        events.putTargets(r -> r.rule(name)
                .targets(t -> t.id("KarpenterInterruptionQueueTarget").arn(QUEUE_ARN)));
    }

    private void emit(AwsEvent event) {
        calls.world().locked(() -> {
            service.put(CALLER, event);
            return true;
        });
    }

    private List<JsonNode> received(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .map(FakeEventsTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void karpentersRules_bringInterruptionsToItsQueue() {
        String url = queue(POLICY);
        rule("health", "aws.health", "AWS Health Event");
        rule("spot", "aws.ec2", "EC2 Spot Instance Interruption Warning");
        rule("rebalance", "aws.ec2", "EC2 Instance Rebalance Recommendation");
        rule("state", "aws.ec2", "EC2 Instance State-change Notification");

        emit(AwsEvent.spotInterruption(CALLER, "i-0123456789abcdef0"));
        assertThat(received(url)).singleElement().satisfies(event -> {
            assertThat(event.path("detail-type").asText()).isEqualTo("EC2 Spot Instance Interruption Warning");
            assertThat(event.path("source").asText()).isEqualTo("aws.ec2");
            assertThat(event.path("account").asText()).isEqualTo("111122223333");
            assertThat(event.path("region").asText()).isEqualTo("us-east-1");
            assertThat(event.at("/detail/instance-id").asText()).isEqualTo("i-0123456789abcdef0");
            assertThat(event.at("/detail/instance-action").asText()).isEqualTo("terminate");
        });
        emit(AwsEvent.rebalanceRecommendation(CALLER, "i-1"));
        emit(AwsEvent.stateChange(CALLER, "i-1", "stopping"));
        emit(AwsEvent.scheduledChange(CALLER, "i-1", "AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED"));
        emit(new AwsEvent("aws.ec2", "Another", List.of(), Map.of()));
        assertThat(received(url))
                .extracting(event -> event.path("detail-type").asText())
                .containsExactly(
                        "EC2 Instance Rebalance Recommendation",
                        "EC2 Instance State-change Notification",
                        "AWS Health Event");
    }

    @Test
    void queueWithoutThePolicy_getsNothing() {
        String url = queue("");
        rule("spot", "aws.ec2", "EC2 Spot Instance Interruption Warning");

        emit(AwsEvent.spotInterruption(CALLER, "i-1"));

        assertThat(received(url)).isEmpty();
    }

    @Test
    void ownEvents_reachTargetsOfEnabledRules() {
        String url = queue(POLICY);
        events.putRule(r -> r.name("mine").eventPattern(PATTERN).state(RuleState.DISABLED));
        events.putTargets(r -> r.rule("mine")
                .targets(t -> t.id("q")
                        .arn(QUEUE_ARN)
                        .inputTransformer(i -> i.inputPathsMap(Map.of("what", "$.detail.what", "n", "$.detail.n"))
                                .inputTemplate("{\"said\": \"it is <what>\", \"what\": <what>, \"n\": <n>}"))));
        send();
        events.enableRule(r -> r.name("mine"));
        send();

        assertThat(received(url))
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .isEqualTo(json("{\"said\": \"it is fine\", \"what\": \"fine\", \"n\": 3}")));
    }

    private void send() {
        var answer = events.putEvents(r -> r.entries(
                e -> e.source("mine").detailType("t").detail("{\"what\": \"fine\", \"n\": 3}"),
                e -> e.source("aws.ec2").detailType("t").detail("{}"),
                e -> e.source("mine").detailType("t").detail("no"),
                e -> e.source("mine").detailType("t")));
        assertThat(answer.failedEntryCount()).isEqualTo(3);
        assertThat(answer.entries())
                .extracting(entry -> entry.errorCode())
                .containsExactly(null, "NotAuthorizedForSourceException", "MalformedDetail", "InvalidArgument");
    }

    @Test
    void ratedRule_firesInTheFakesTime() {
        String url = queue(POLICY);
        events.putRule(r -> r.name("tick").scheduleExpression("rate(5 minutes)"));
        events.putTargets(r -> r.rule("tick").targets(t -> t.id("q").arn(QUEUE_ARN)));

        calls.pass(Duration.ofMinutes(4));
        assertThat(received(url)).isEmpty();
        calls.pass(Duration.ofMinutes(1));
        assertThat(received(url))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event"));
        events.removeTargets(r -> r.rule("tick").ids("q"));
        events.deleteRule(r -> r.name("tick"));
        calls.pass(Duration.ofMinutes(6));
        assertThat(received(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "cron(1 2)", "daily"})
    void whatIsNoSchedule_isRefused(String expression) {
        assertRefused(() -> events.putRule(r -> r.name("x").scheduleExpression(expression)), "ValidationException");
    }

    @Test
    void rule_isShownChangedAndDeleted() {
        String arn = events.putRule(r ->
                        r.name("a").eventPattern(PATTERN).tags(t -> t.key("k").value("v")))
                .ruleArn();
        events.putRule(r -> r.name("b").eventPattern(PATTERN));

        assertThat(arn).isEqualTo("arn:aws:events:us-east-1:111122223333:rule/a");
        assertThat(events.describeRule(r -> r.name("a")).state()).isEqualTo(RuleState.ENABLED);
        assertThat(events.listTagsForResource(r -> r.resourceARN(arn)).tags()).hasSize(1);
        assertThat(events.listRules(r -> r.limit(1)).nextToken()).isNotNull();
        assertThat(events.listRules(r -> r.namePrefix("b")).rules()).hasSize(1);
        events.putTargets(r -> r.rule("a").targets(t -> t.id("q").arn(QUEUE_ARN)));
        assertThat(events.listRuleNamesByTarget(r -> r.targetArn(QUEUE_ARN)).ruleNames())
                .containsExactly("a");
        assertThat(events.listTargetsByRule(r -> r.rule("a")).targets()).hasSize(1);
        assertRefused(() -> events.deleteRule(r -> r.name("a")), "ValidationException");
        assertThat(events.removeTargets(r -> r.rule("a").ids("q", "none")).failedEntryCount())
                .isEqualTo(1);
        events.deleteRule(r -> r.name("a"));
        assertRefused(() -> events.describeRule(r -> r.name("a")), "ResourceNotFoundException")
                .hasMessage("Rule a does not exist on EventBus default.");
        assertRefused(() -> events.putRule(r -> r.name("c")), "ValidationException");
    }

    @Test
    void moreTargetsThanTheQuota_areRefused() {
        events.putRule(r -> r.name("a").eventPattern(PATTERN));
        calls.world().quotas().set("events", "L-388D1D08", 1);
        events.putTargets(r -> r.rule("a").targets(t -> t.id("1").arn(QUEUE_ARN)));

        assertRefused(
                () -> events.putTargets(r -> r.rule("a").targets(t -> t.id("2").arn(QUEUE_ARN))),
                "LimitExceededException");
    }

    @Test
    void bus_hasRulesOfItsOwn_andPassesEventsOn() {
        String url = queue(POLICY);
        String bus = events.createEventBus(r -> r.name("own")).eventBusArn();
        events.putRule(r -> r.name("on").eventPattern(PATTERN));
        events.putTargets(r -> r.rule("on").targets(t -> t.id("bus").arn(bus)));
        events.putRule(r -> r.name("in").eventBusName("own").eventPattern(PATTERN));
        events.putTargets(
                r -> r.rule("in").eventBusName("own").targets(t -> t.id("q").arn(QUEUE_ARN)));

        events.putEvents(r -> r.entries(e -> e.source("mine").detailType("t").detail("{}")));

        assertThat(received(url)).hasSize(1);
        assertThat(events.listEventBuses(r -> {}).eventBuses())
                .extracting(each -> each.name())
                .containsExactly("default", "own");
        assertRefused(() -> events.createEventBus(r -> r.name("own")), "ResourceAlreadyExistsException");
        events.putPermission(r -> r.eventBusName("own")
                .action("events:PutEvents")
                .principal("444455556666")
                .statementId("other"));
        assertThat(events.describeEventBus(r -> r.name("own")).policy()).contains("444455556666");
        events.removePermission(r -> r.eventBusName("own").statementId("other"));
        assertThat(events.describeEventBus(r -> r.name("own")).policy()).isNull();
        events.deleteEventBus(r -> r.name("own"));
        assertRefused(() -> events.describeEventBus(r -> r.name("own")), "ResourceNotFoundException");
        assertRefused(() -> events.deleteEventBus(r -> r.name("default")), "ValidationException");
    }

    @Test
    void patternCanBeTried() {
        String event = """
                {"id": "1", "account": "1", "source": "mine", "time": "2026-01-01T00:00:00Z", "region": "r",
                 "resources": [], "detail-type": "t", "detail": {}}""";

        assertThat(events.testEventPattern(r -> r.eventPattern(PATTERN).event(event))
                        .result())
                .isTrue();
        assertRefused(
                () -> events.testEventPattern(r -> r.eventPattern("{\"a\": 1}").event(event)),
                "InvalidEventPatternException");
    }
}
