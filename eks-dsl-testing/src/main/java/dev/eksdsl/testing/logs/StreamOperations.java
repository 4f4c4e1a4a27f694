package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Makes, shows and deletes log streams. */
final class StreamOperations {

    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;

    private final Groups groups;

    StreamOperations(Groups groups) {
        this.groups = groups;
    }

    void register(Operations operations) {
        operations.on(CreateLogStreamRequest.class, this::create);
        operations.on(DeleteLogStreamRequest.class, this::delete);
        operations.on(DescribeLogStreamsRequest.class, this::describe);
    }

    private CreateLogStreamResponse create(CreateLogStreamRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        if (group.streams.containsKey(request.logStreamName())) {
            throw LogsFaults.exists("The specified log stream already exists");
        }
        groups.open(group, request.logStreamName());
        return CreateLogStreamResponse.builder().build();
    }

    private DeleteLogStreamResponse delete(DeleteLogStreamRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        group.streams.remove(groups.stream(group, request.logStreamName()).name);
        return DeleteLogStreamResponse.builder().build();
    }

    private DescribeLogStreamsResponse describe(DescribeLogStreamsRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName(), request.logGroupIdentifier());
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        String prefix = request.logStreamNamePrefix();
        if (byTime && prefix != null) {
            throw LogsFaults.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        boolean descending = Boolean.TRUE.equals(request.descending());
        List<FakeStream> found = group.streams.values().stream()
                .filter(stream -> prefix == null || stream.name.startsWith(prefix))
                .toList();
        Page<FakeStream> page =
                Groups.page(found, stream -> key(stream, byTime, descending), request.limit(), request.nextToken());
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    /** What a page is ordered by; a descending key is the ascending one with each character turned around, and an end. */
    private String key(FakeStream stream, boolean byTime, boolean descending) {
        List<FakeStream.Event> events = stream.events(groups.now());
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).timestamp();
        String key = (byTime ? "%020d ".formatted(last) : "") + stream.name;
        if (!descending) {
            return key;
        }
        StringBuilder turned = new StringBuilder();
        key.chars().forEach(c -> turned.append((char) (LAST_BEFORE_SURROGATES - c)));
        return turned.append('\uffff').toString();
    }

    private LogStream described(FakeStream stream) {
        List<FakeStream.Event> events = new ArrayList<>(stream.events(groups.now()));
        return LogStream.builder()
                .logStreamName(stream.name)
                .arn(stream.arn())
                .creationTime(stream.created)
                .firstEventTimestamp(events.isEmpty() ? null : events.get(0).timestamp())
                .lastEventTimestamp(
                        events.isEmpty() ? null : events.get(events.size() - 1).timestamp())
                .lastIngestionTime(stream.lastIngestion)
                .uploadSequenceToken(stream.token)
                // AWS has stopped to count (CloudWatch Logs API reference, LogStream)
                .storedBytes(0L)
                .build();
    }
}
