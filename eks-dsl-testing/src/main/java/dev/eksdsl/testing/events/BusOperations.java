package dev.eksdsl.testing.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** Makes, shows and deletes buses, and keeps their policies. */
final class BusOperations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = "Statement";

    private final World world;
    private final Buses buses;

    BusOperations(World world, Buses buses) {
        this.world = world;
        this.buses = buses;
    }

    void register(Operations operations) {
        operations.on(CreateEventBusRequest.class, this::create);
        operations.on(DescribeEventBusRequest.class, this::describe);
        operations.on(ListEventBusesRequest.class, this::list);
        operations.on(DeleteEventBusRequest.class, this::delete);
        operations.on(PutPermissionRequest.class, this::allow);
        operations.on(RemovePermissionRequest.class, this::forbid);
    }

    private CreateEventBusResponse create(CreateEventBusRequest request, Caller caller) {
        if (buses.find(caller, request.name()).isPresent()) {
            throw new AwsFault(
                    400, "ResourceAlreadyExistsException", "Event bus " + request.name() + " already exists.");
        }
        if (request.name().contains("/")) {
            throw Buses.invalid("Event bus name must not contain '/'.");
        }
        FakeBus bus = new FakeBus(caller, request.name(), world.now());
        bus.description = request.description();
        bus.kmsKey = request.kmsKeyIdentifier();
        request.tags().forEach(tag -> bus.tags.put(tag.key(), tag.value()));
        buses.add(bus);
        return CreateEventBusResponse.builder()
                .eventBusArn(bus.arn())
                .description(bus.description)
                .kmsKeyIdentifier(bus.kmsKey)
                .build();
    }

    private DescribeEventBusResponse describe(DescribeEventBusRequest request, Caller caller) {
        FakeBus bus = buses.demand(caller, request.name());
        return DescribeEventBusResponse.builder()
                .name(bus.name)
                .arn(bus.arn())
                .description(bus.description)
                .kmsKeyIdentifier(bus.kmsKey)
                .policy(text(bus.policy))
                .creationTime(bus.created)
                .lastModifiedTime(bus.modified)
                .build();
    }

    private ListEventBusesResponse list(ListEventBusesRequest request, Caller caller) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        List<FakeBus> found = buses.of(caller).stream()
                .filter(bus -> bus.name.startsWith(prefix))
                .toList();
        Page<FakeBus> page = Buses.page(found, bus -> bus.name, request.limit(), request.nextToken());
        return ListEventBusesResponse.builder()
                .eventBuses(page.items().stream()
                        .map(bus -> EventBus.builder()
                                .name(bus.name)
                                .arn(bus.arn())
                                .description(bus.description)
                                .policy(text(bus.policy))
                                .creationTime(bus.created)
                                .lastModifiedTime(bus.modified)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private static @Nullable String text(@Nullable ObjectNode policy) {
        return policy == null ? null : policy.toString();
    }

    /** To delete a bus that is not there is no mistake. Its rules go with it. */
    private DeleteEventBusResponse delete(DeleteEventBusRequest request, Caller caller) {
        if (request.name().equals(FakeBus.DEFAULT)) {
            throw Buses.invalid("Cannot delete event bus default.");
        }
        buses.find(caller, request.name()).ifPresent(bus -> {
            bus.rules.values().forEach(FakeRule::callOff);
            buses.remove(bus);
        });
        return DeleteEventBusResponse.builder().build();
    }

    private PutPermissionResponse allow(PutPermissionRequest request, Caller caller) {
        FakeBus bus = buses.demand(caller, request.eventBusName());
        if (request.policy() != null) {
            bus.policy = policy(request.policy());
        } else {
            if (request.principal() == null || request.action() == null || request.statementId() == null) {
                throw Buses.invalid("Parameter(s) Action, Principal and StatementId must be specified.");
            }
            add(bus, request);
        }
        bus.modified = world.now();
        return PutPermissionResponse.builder().build();
    }

    private static ObjectNode policy(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode policy) {
                return policy;
            }
        } catch (JsonProcessingException notJson) {
            throw Buses.invalid("This policy contains invalid Json");
        }
        throw Buses.invalid("This policy contains invalid Json");
    }

    private static void add(FakeBus bus, PutPermissionRequest request) {
        ObjectNode policy = bus.policy;
        if (policy == null) {
            policy = JSON.createObjectNode().put("Version", "2012-10-17");
            bus.policy = policy;
        }
        removed(policy, request.statementId());
        ObjectNode statement = policy.withArray(STATEMENT).addObject();
        statement.put("Sid", request.statementId()).put("Effect", "Allow");
        if (request.principal().equals("*")) {
            statement.put("Principal", "*");
        } else {
            statement
                    .putObject("Principal")
                    .put("AWS", "arn:%s:iam::%s:root".formatted(bus.owner.partition(), request.principal()));
        }
        statement.put("Action", request.action()).put("Resource", bus.arn());
        if (request.condition() != null) {
            statement
                    .putObject("Condition")
                    .putObject(request.condition().type())
                    .put(request.condition().key(), request.condition().value());
        }
    }

    private RemovePermissionResponse forbid(RemovePermissionRequest request, Caller caller) {
        FakeBus bus = buses.demand(caller, request.eventBusName());
        ObjectNode policy = bus.policy;
        if (Boolean.TRUE.equals(request.removeAllPermissions())) {
            bus.policy = null;
        } else if (policy == null) {
            throw new AwsFault(400, "ResourceNotFoundException", "EventBus does not have a policy.");
        } else {
            if (!removed(policy, request.statementId())) {
                throw new AwsFault(400, "ResourceNotFoundException", "Statement with the provided id does not exist.");
            }
            bus.policy = policy.withArray(STATEMENT).isEmpty() ? null : policy;
        }
        return RemovePermissionResponse.builder().build();
    }

    private static boolean removed(ObjectNode policy, @Nullable String statementId) {
        ArrayNode statements = policy.withArray(STATEMENT);
        boolean removed = false;
        for (Iterator<JsonNode> each = statements.iterator(); each.hasNext(); ) {
            if (each.next().path("Sid").asText().equals(statementId)) {
                each.remove();
                removed = true;
            }
        }
        return removed;
    }
}
