package dev.eksdsl.testing.logs;

import static dev.eksdsl.testing.server.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.TypedCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

class FakeLogsTest {

    private static final String GROUP = "/aws/eks/demo/cluster";
    private static final Caller ELSEWHERE = new Caller("111122223333", "eu-west-1", "arn:aws:iam::111122223333:root");

    private final TypedCalls calls = new TypedCalls();
    private final FakeLogs service = calls.with(new FakeLogs(calls.world()));
    private final CloudWatchLogsClient logs = calls.client(CloudWatchLogsClient.builder());

    private long now() {
        return calls.world().now().toEpochMilli();
    }

    private void stream(String name) {
        logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(name));
    }

    private PutLogEventsResponse put(String stream, InputLogEvent... events) {
        return logs.putLogEvents(
                r -> r.logGroupName(GROUP).logStreamName(stream).logEvents(events));
    }

    private static InputLogEvent event(long at, String message) {
        return InputLogEvent.builder().timestamp(at).message(message).build();
    }

    @Test
    void group_isMadeShownChangedAndDeleted() {
        logs.createLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("a", "1")));
        logs.createLogGroup(r -> r.logGroupName("other"));
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(30));

        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/eks")).logGroups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.arn()).isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:" + GROUP + ":*");
                    assertThat(group.retentionInDays()).isEqualTo(30);
                    assertThat(group.logGroupClassAsString()).isEqualTo("STANDARD");
                });
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePattern("demo")).logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly(GROUP);
        assertThat(logs.describeLogGroupsPaginator(r -> r.limit(1)).logGroups()).hasSize(2);
        assertThat(calls.client(CloudWatchLogsClient.builder(), ELSEWHERE)
                        .describeLogGroups()
                        .logGroups())
                .isEmpty();
        assertRefused(() -> logs.createLogGroup(r -> r.logGroupName(GROUP)), "ResourceAlreadyExistsException");
        assertRefused(
                () -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(31)),
                "InvalidParameterException");

        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        assertRefused(() -> logs.deleteLogGroup(r -> r.logGroupName(GROUP)), "ResourceNotFoundException")
                .hasMessage("The specified log group does not exist.");
    }

    @Test
    void protectedGroup_isNotDeleted() {
        logs.createLogGroup(r -> r.logGroupName(GROUP).deletionProtectionEnabled(true));
        assertRefused(() -> logs.deleteLogGroup(r -> r.logGroupName(GROUP)), "ValidationException");

        logs.putLogGroupDeletionProtection(r -> r.logGroupIdentifier(GROUP).deletionProtectionEnabled(false));
        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    }

    @Test
    @SuppressWarnings("deprecation")
    void tags_areTheSameByNameAndByArn() {
        String arn = "arn:aws:logs:us-east-1:111122223333:log-group:" + GROUP;
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        logs.tagLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("a", "1")));
        logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
        logs.untagLogGroup(r -> r.logGroupName(GROUP).tags("a"));

        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(Map.entry("b", "2"));
        assertThat(logs.listTagsLogGroup(r -> r.logGroupName(GROUP)).tags()).containsExactly(Map.entry("b", "2"));
        logs.untagResource(r -> r.resourceArn(arn).tagKeys("b"));
        assertThat(service.inventory())
                .singleElement()
                .satisfies(item -> assertThat(item.tags()).isEmpty());
    }

    @Test
    void streams_areOrderedByNameOrTime() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        List.of("a", "b", "c").forEach(this::stream);
        put("b", event(now() - 5000, "late"));
        put("a", event(now() - 9000, "early"));

        assertThat(logs.describeLogStreamsPaginator(r -> r.logGroupName(GROUP).limit(2))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("a", "b", "c");
        assertThat(logs.describeLogStreamsPaginator(r -> r.logGroupName(GROUP)
                                .orderBy(OrderBy.LAST_EVENT_TIME)
                                .descending(true)
                                .limit(2))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("b", "a", "c");
        assertRefused(
                () -> logs.describeLogStreams(r ->
                        r.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME).logStreamNamePrefix("a")),
                "InvalidParameterException");
        assertRefused(() -> stream("a"), "ResourceAlreadyExistsException");
        logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName("a"));
        assertRefused(() -> put("a", event(now(), "x")), "ResourceNotFoundException")
                .hasMessage("The specified log stream does not exist.");
    }

    @Test
    void events_areRejectedByTime_andRefusedOutOfOrder() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        stream("s");

        assertThat(put("s", event(now() - Duration.ofDays(15).toMillis(), "old"))
                        .rejectedLogEventsInfo()
                        .tooOldLogEventEndIndex())
                .isEqualTo(1);
        assertThat(put(
                                "s",
                                event(now(), "fine"),
                                event(now() + Duration.ofHours(3).toMillis(), "new"))
                        .rejectedLogEventsInfo()
                        .tooNewLogEventStartIndex())
                .isEqualTo(1);
        assertRefused(() -> put("s", event(now(), "a"), event(now() - 1, "b")), "InvalidParameterException");
        assertThat(logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("s"))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("fine");
    }

    @Test
    void tokens_goForwardsAndBackwards_andStandStillAtTheEnd() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        stream("s");
        put("s", IntStream.range(0, 5).mapToObj(i -> event(now() + i, "m" + i)).toArray(InputLogEvent[]::new));

        GetLogEventsResponse last =
                logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("s").limit(2));
        assertThat(messages(last)).containsExactly("m3", "m4");
        GetLogEventsResponse before = page(last.nextBackwardToken());
        assertThat(messages(before)).containsExactly("m1", "m2");
        assertThat(messages(page(before.nextForwardToken()))).containsExactly("m3", "m4");
        GetLogEventsResponse end = page(last.nextForwardToken());
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(last.nextForwardToken());
        assertRefused(() -> page("x"), "InvalidParameterException");
    }

    private GetLogEventsResponse page(String token) {
        return logs.getLogEvents(
                r -> r.logGroupName(GROUP).logStreamName("s").limit(2).nextToken(token));
    }

    private static List<String> messages(GetLogEventsResponse response) {
        return response.events().stream().map(OutputLogEvent::message).toList();
    }

    @Test
    void filter_searchesAllStreamsInTheOrderOfTime() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        stream("a");
        stream("b");
        put("a", event(now(), "ERROR 1"), event(now() + 20, "ERROR 3"));
        put("b", event(now() + 10, "ERROR 2"), event(now() + 11, "INFO"));

        assertThat(logs.filterLogEventsPaginator(r ->
                                r.logGroupName(GROUP).filterPattern("ERROR").limit(2))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("ERROR 1", "ERROR 2", "ERROR 3");
        assertThat(logs.filterLogEvents(r -> r.logGroupName(GROUP).logStreamNamePrefix("b"))
                        .events())
                .hasSize(2);
        assertRefused(
                () -> logs.filterLogEvents(
                        r -> r.logGroupName(GROUP).logStreamNamePrefix("b").logStreamNames("a")),
                "InvalidParameterException");
    }

    @Test
    void retention_takesEventsAway() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(1));
        stream("s");
        put("s", event(now(), "x"));
        calls.pass(Duration.ofHours(25));

        assertThat(logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("s"))
                        .events())
                .isEmpty();
    }

    @Test
    void filtersAndPolicies_areKept() {
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        for (String name : List.of("one", "two")) {
            logs.putSubscriptionFilter(r -> r.logGroupName(GROUP)
                    .filterName(name)
                    .filterPattern("")
                    .destinationArn("arn:aws:lambda:us-east-1:111122223333:function:f"));
        }
        assertRefused(
                () -> logs.putSubscriptionFilter(r -> r.logGroupName(GROUP)
                        .filterName("three")
                        .filterPattern("")
                        .destinationArn("arn:aws:lambda:us-east-1:111122223333:function:f")),
                "LimitExceededException");
        logs.deleteSubscriptionFilter(r -> r.logGroupName(GROUP).filterName("one"));
        assertThat(logs.describeSubscriptionFilters(r -> r.logGroupName(GROUP)).subscriptionFilters())
                .singleElement()
                .satisfies(filter -> assertThat(filter.distributionAsString()).isEqualTo("ByLogStream"));

        logs.putMetricFilter(r -> r.logGroupName(GROUP)
                .filterName("errors")
                .filterPattern("ERROR")
                .metricTransformations(
                        t -> t.metricName("Errors").metricNamespace("N").metricValue("1")));
        assertThat(logs.describeMetricFilters(r -> r.metricName("Errors").metricNamespace("N"))
                        .metricFilters())
                .hasSize(1);
        assertThat(logs.testMetricFilter(r -> r.filterPattern("ERROR").logEventMessages("a", "ERROR b"))
                        .matches())
                .singleElement()
                .satisfies(match -> assertThat(match.eventNumber()).isEqualTo(2));

        logs.putResourcePolicy(r -> r.policyName("p").policyDocument("{}"));
        assertThat(logs.describeResourcePolicies(r -> {}).resourcePolicies()).hasSize(1);
        logs.deleteResourcePolicy(r -> r.policyName("p"));
        assertRefused(() -> logs.deleteResourcePolicy(r -> r.policyName("p")), "ResourceNotFoundException");
    }

    @Test
    void otherServices_openStreamsAndWrite() {
        calls.world().locked(() -> {
            service.open(TypedCalls.CALLER, GROUP, "kube-apiserver-1");
            service.put("arn:aws:logs:us-east-1:111122223333:log-group:" + GROUP + ":*", "audit", "said");
            return true;
        });

        assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("audit", "kube-apiserver-1");
        assertThat(logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("audit"))
                        .events())
                .hasSize(1);
    }
}
