package dev.eksdsl.testing.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** Takes events of clients, and tries patterns. */
final class EventOperations {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All entries of a request together (EventBridge API reference, PutEvents). */
    private static final int LARGEST = 262_144;

    private final Buses buses;
    private final Delivery delivery;

    EventOperations(Buses buses, Delivery delivery) {
        this.buses = buses;
        this.delivery = delivery;
    }

    void register(Operations operations) {
        operations.on(PutEventsRequest.class, this::put);
        operations.on(TestEventPatternRequest.class, this::test);
    }

    private PutEventsResponse put(PutEventsRequest request, Caller caller) {
        int size = request.entries().stream().mapToInt(EventOperations::size).sum();
        if (size > LARGEST) {
            throw Buses.invalid("Total size of the entries in the request is over the limit.");
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        for (PutEventsRequestEntry entry : request.entries()) {
            results.add(put(entry, caller));
        }
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount((int) results.stream()
                        .filter(result -> result.errorCode() != null)
                        .count())
                .build();
    }

    private static int size(PutEventsRequestEntry entry) {
        int time = entry.time() == null ? 0 : 14;
        return time
                + Stream.concat(
                                Stream.of(entry.source(), entry.detailType(), entry.detail()),
                                entry.resources().stream())
                        .flatMap(text -> Optional.ofNullable(text).stream())
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry, Caller caller) {
        for (String[] each : new String[][] {
            {"Source", entry.source()}, {"DetailType", entry.detailType()}, {"Detail", entry.detail()}
        }) {
            if (each[1] == null || each[1].isEmpty()) {
                String text =
                        "Parameter %s is not valid. Reason: %s is a required argument.".formatted(each[0], each[0]);
                return failed("InvalidArgument", text);
            }
        }
        if (entry.source().startsWith("aws.")) {
            return failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        Optional<JsonNode> detail = object(entry.detail());
        if (detail.isEmpty()) {
            return failed("MalformedDetail", "Detail is malformed.");
        }
        ObjectNode event =
                delivery.envelope(caller, entry.source(), entry.detailType(), entry.resources(), detail.get());
        if (entry.time() != null) {
            event.put("time", entry.time().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        // an event for a bus that is not there is taken, and lost
        buses.find(caller, entry.eventBusName()).ifPresent(bus -> delivery.put(bus, event));
        return PutEventsResultEntry.builder().eventId(event.path("id").asText()).build();
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private TestEventPatternResponse test(TestEventPatternRequest request, Caller caller) {
        EventPattern pattern = EventPattern.parse(request.eventPattern());
        JsonNode event = object(request.event()).orElseThrow(() -> Buses.invalid("Parameter Event is not valid."));
        for (String required : List.of("id", "account", "source", "time", "region", "resources", "detail-type")) {
            if (!event.has(required)) {
                throw Buses.invalid("Parameter Event is not valid. Reason: " + required + " is missing.");
            }
        }
        return TestEventPatternResponse.builder().result(pattern.matches(event)).build();
    }
}
