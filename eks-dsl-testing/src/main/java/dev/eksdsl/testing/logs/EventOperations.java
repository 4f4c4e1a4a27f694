package dev.eksdsl.testing.logs;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** Takes, gives and searches log events. */
final class EventOperations {

    // CloudWatch Logs API reference, PutLogEvents
    private static final int LARGEST_BATCH = 1_048_576;
    private static final long OLDEST = Duration.ofDays(14).toMillis();
    private static final long NEWEST = Duration.ofHours(2).toMillis();
    private static final long LONGEST_SPAN = Duration.ofHours(24).toMillis();

    private static final int PAGE = 10_000;

    private final Groups groups;

    EventOperations(Groups groups) {
        this.groups = groups;
    }

    void register(Operations operations) {
        operations.on(PutLogEventsRequest.class, this::put);
        operations.on(GetLogEventsRequest.class, this::get);
        operations.on(FilterLogEventsRequest.class, this::filter);
    }

    private PutLogEventsResponse put(PutLogEventsRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName());
        FakeStream stream = groups.stream(group, request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        check(stream, events);
        long now = groups.now();
        Integer days = group.retention;
        long expired = days == null ? Long.MIN_VALUE : now - days * 86_400_000L;
        int ofExpired = 0;
        int tooOld = 0;
        int tooNew = -1;
        for (int i = 0; i < events.size(); i++) {
            long at = events.get(i).timestamp();
            if (at < expired) {
                ofExpired = i + 1;
            } else if (at < now - OLDEST) {
                tooOld = i + 1;
            } else if (at > now + NEWEST) {
                tooNew = tooNew < 0 ? i : tooNew;
            } else {
                groups.write(stream, at, events.get(i).message());
            }
        }
        return PutLogEventsResponse.builder()
                .nextSequenceToken(stream.token)
                .rejectedLogEventsInfo(rejected(ofExpired, tooOld, tooNew))
                .build();
    }

    private static @Nullable RejectedLogEventsInfo rejected(int ofExpired, int tooOld, int tooNew) {
        if (ofExpired == 0 && tooOld == 0 && tooNew < 0) {
            return null;
        }
        return RejectedLogEventsInfo.builder()
                .expiredLogEventEndIndex(ofExpired == 0 ? null : ofExpired)
                .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
                .tooNewLogEventStartIndex(tooNew < 0 ? null : tooNew)
                .build();
    }

    private void check(FakeStream stream, List<InputLogEvent> events) {
        long size = 0;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            size += new FakeStream.Event(stream, 0, event.timestamp(), 0, event.message()).size();
            if (i > 0 && event.timestamp() < events.get(i - 1).timestamp()) {
                throw LogsFaults.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        if (size > LARGEST_BATCH) {
            throw LogsFaults.invalid("Upload too large: " + size + " bytes exceeds limit of " + LARGEST_BATCH);
        }
        if (events.get(events.size() - 1).timestamp() - events.get(0).timestamp() > LONGEST_SPAN) {
            throw LogsFaults.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    /** Tokens say the direction and the position among the events of the asked time. */
    private GetLogEventsResponse get(GetLogEventsRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName(), request.logGroupIdentifier());
        List<FakeStream.Event> all = groups.stream(group, request.logStreamName()).events(groups.now()).stream()
                .filter(event -> request.startTime() == null || event.timestamp() >= request.startTime())
                .filter(event -> request.endTime() == null || event.timestamp() < request.endTime())
                .toList();
        int most = request.limit() == null ? PAGE : request.limit();
        boolean fromHead = Boolean.TRUE.equals(request.startFromHead());
        int from = fromHead ? 0 : Math.max(0, all.size() - most);
        int to = fromHead ? Math.min(most, all.size()) : all.size();
        String token = request.nextToken();
        if (token != null) {
            int position = position(token, all.size());
            boolean forward = token.startsWith("f/");
            from = forward ? position : Math.max(0, position - most);
            to = forward ? Math.min(position + most, all.size()) : position;
        }
        return GetLogEventsResponse.builder()
                .events(all.subList(from, to).stream()
                        .map(event -> OutputLogEvent.builder()
                                .timestamp(event.timestamp())
                                .ingestionTime(event.ingested())
                                .message(event.message())
                                .build())
                        .toList())
                .nextForwardToken(token("f", to))
                .nextBackwardToken(token("b", from))
                .build();
    }

    private static String token(String direction, int position) {
        return "%s/%056d".formatted(direction, position);
    }

    private static int position(String token, int size) {
        if (!token.matches("[fb]/\\d{56}")) {
            throw LogsFaults.invalid("The specified nextToken is invalid.");
        }
        return (int) Math.min(Long.parseLong(token.substring(40)), size);
    }

    private FilterLogEventsResponse filter(FilterLogEventsRequest request, Caller caller) {
        FakeGroup group = groups.demand(caller, request.logGroupName(), request.logGroupIdentifier());
        List<String> names = request.logStreamNames();
        String prefix = request.logStreamNamePrefix();
        if (!names.isEmpty() && prefix != null) {
            throw LogsFaults.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        names.forEach(name -> groups.stream(group, name));
        FilterPattern pattern = FilterPattern.parse(request.filterPattern());
        List<FakeStream.Event> found = group.streams.values().stream()
                .filter(stream -> names.isEmpty() || names.contains(stream.name))
                .filter(stream -> prefix == null || stream.name.startsWith(prefix))
                .flatMap(stream -> stream.events(groups.now()).stream())
                .filter(event -> request.startTime() == null || event.timestamp() >= request.startTime())
                .filter(event -> request.endTime() == null || event.timestamp() <= request.endTime())
                .filter(event -> pattern.matches(event.message()))
                .toList();
        Page<FakeStream.Event> page = Groups.page(
                found, FakeStream.Event::id, request.limit() == null ? PAGE : request.limit(), request.nextToken());
        return FilterLogEventsResponse.builder()
                .events(page.items().stream()
                        .map(event -> FilteredLogEvent.builder()
                                .eventId(event.id())
                                .logStreamName(event.stream().name)
                                .timestamp(event.timestamp())
                                .ingestionTime(event.ingested())
                                .message(event.message())
                                .build())
                        .toList())
                .searchedLogStreams(List.of())
                .nextToken(page.next())
                .build();
    }
}
