package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The targets of rules. */
final class TargetOperations {

    private final World world;
    private final Buses buses;

    TargetOperations(World world, Buses buses) {
        this.world = world;
        this.buses = buses;
    }

    void register(Operations operations) {
        operations.on(PutTargetsRequest.class, this::put);
        operations.on(RemoveTargetsRequest.class, this::remove);
        operations.on(ListTargetsByRuleRequest.class, this::list);
    }

    private PutTargetsResponse put(PutTargetsRequest request, Caller caller) {
        FakeRule rule = buses.rule(caller, request.eventBusName(), request.rule());
        request.targets().forEach(TargetOperations::check);
        long all = Stream.concat(
                        rule.targets.keySet().stream(),
                        request.targets().stream().map(Target::id))
                .distinct()
                .count();
        if (all > world.quotas().limit(caller, "events", "L-388D1D08")) {
            throw new AwsFault(
                    400, "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        request.targets().forEach(target -> rule.targets.put(target.id(), target));
        return PutTargetsResponse.builder()
                .failedEntryCount(0)
                .failedEntries(List.of())
                .build();
    }

    private static void check(Target target) {
        if (!target.arn().matches("arn:aws[\\w-]*:[\\w-]+:[\\w-]*:\\d*:.+")) {
            throw Buses.invalid("Parameter %s is not valid. Reason: Provided Arn is not in correct format."
                    .formatted(target.arn()));
        }
        boolean fifo = target.arn().contains(":sqs:") && target.arn().endsWith(".fifo");
        if (fifo && target.sqsParameters() == null) {
            throw Buses.invalid("Parameter(s) SqsParameters must be specified for target: %s.".formatted(target.id()));
        }
        long inputs = Stream.of(target.input(), target.inputPath(), target.inputTransformer())
                .flatMap(input -> Optional.<Object>ofNullable(input).stream())
                .count();
        if (inputs > 1) {
            throw Buses.invalid("Only one of Input, InputPath, or InputTransformer must be provided for target %s."
                    .formatted(target.id()));
        }
    }

    private RemoveTargetsResponse remove(RemoveTargetsRequest request, Caller caller) {
        FakeRule rule = buses.rule(caller, request.eventBusName(), request.rule());
        List<RemoveTargetsResultEntry> failed = new ArrayList<>();
        for (String id : request.ids()) {
            if (rule.targets.remove(id) == null) {
                failed.add(RemoveTargetsResultEntry.builder()
                        .targetId(id)
                        .errorCode("ResourceNotFoundException")
                        .errorMessage("Rule %s does not have a target with the Id %s.".formatted(rule.name, id))
                        .build());
            }
        }
        return RemoveTargetsResponse.builder()
                .failedEntryCount(failed.size())
                .failedEntries(failed)
                .build();
    }

    private ListTargetsByRuleResponse list(ListTargetsByRuleRequest request, Caller caller) {
        FakeRule rule = buses.rule(caller, request.eventBusName(), request.rule());
        Page<Target> page =
                Buses.page(List.copyOf(rule.targets.values()), Target::id, request.limit(), request.nextToken());
        return ListTargetsByRuleResponse.builder()
                .targets(page.items())
                .nextToken(page.next())
                .build();
    }
}
