package dev.eksdsl.testing.events;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** Puts, shows, switches and deletes rules; lets those with a schedule fire. */
final class RuleOperations {

    private final World world;
    private final Buses buses;
    private final Delivery delivery;

    RuleOperations(World world, Buses buses, Delivery delivery) {
        this.world = world;
        this.buses = buses;
        this.delivery = delivery;
    }

    void register(Operations operations) {
        operations.on(PutRuleRequest.class, this::put);
        operations.on(DescribeRuleRequest.class, this::describe);
        operations.on(ListRulesRequest.class, this::list);
        operations.on(ListRuleNamesByTargetRequest.class, this::namesByTarget);
        operations.on(DeleteRuleRequest.class, this::delete);
        operations.on(EnableRuleRequest.class, this::enable);
        operations.on(DisableRuleRequest.class, this::disable);
    }

    private PutRuleResponse put(PutRuleRequest request, Caller caller) {
        FakeBus bus = buses.demand(caller, request.eventBusName());
        String pattern = blankToNull(request.eventPattern());
        String schedule = blankToNull(request.scheduleExpression());
        if (pattern == null && schedule == null) {
            throw Buses.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (schedule != null) {
            if (!bus.isDefault()) {
                throw Buses.invalid("ScheduleExpression is supported only on the default event bus.");
            }
            Schedule.check(schedule);
        }
        EventPattern parsed = pattern == null ? null : EventPattern.parse(pattern);
        FakeRule rule = bus.rules.get(request.name());
        if (rule == null) {
            int most = world.quotas().limit(caller, "events", "L-244521F2");
            if (bus.rules.size() >= most) {
                throw new AwsFault(
                        400, "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            rule = new FakeRule(bus, request.name());
            for (var tag : request.tags()) {
                rule.tags.put(tag.key(), tag.value());
            }
            bus.rules.put(request.name(), rule);
        }
        rule.pattern = pattern;
        rule.parsed = parsed;
        rule.schedule = schedule;
        rule.description = request.description();
        rule.roleArn = request.roleArn();
        rule.state = request.state() == null ? RuleState.ENABLED : request.state();
        arm(rule);
        return PutRuleResponse.builder().ruleArn(rule.arn()).build();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Lets a rule with a schedule fire at its next turn. */
    private void arm(FakeRule rule) {
        rule.callOff();
        String schedule = rule.schedule;
        if (schedule != null && rule.isEnabled()) {
            Schedule.next(schedule, world.now())
                    .ifPresent(interval -> rule.next = world.after(interval, () -> {
                        delivery.send(
                                rule,
                                delivery.envelope(
                                        rule.bus.owner,
                                        "aws.events",
                                        "Scheduled Event",
                                        List.of(rule.arn()),
                                        Delivery.tree(Map.of())));
                        arm(rule);
                    }));
        }
    }

    private DescribeRuleResponse describe(DescribeRuleRequest request, Caller caller) {
        FakeRule rule = buses.rule(caller, request.eventBusName(), request.name());
        return DescribeRuleResponse.builder()
                .name(rule.name)
                .arn(rule.arn())
                .eventPattern(rule.pattern)
                .scheduleExpression(rule.schedule)
                .state(rule.state)
                .description(rule.description)
                .roleArn(rule.roleArn)
                .eventBusName(rule.bus.name)
                .createdBy(rule.bus.owner.accountId())
                .build();
    }

    private ListRulesResponse list(ListRulesRequest request, Caller caller) {
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        List<FakeRule> found = buses.demand(caller, request.eventBusName()).rules.values().stream()
                .filter(rule -> rule.name.startsWith(prefix))
                .toList();
        Page<FakeRule> page = Buses.page(found, rule -> rule.name, request.limit(), request.nextToken());
        return ListRulesResponse.builder()
                .rules(page.items().stream().map(RuleOperations::described).toList())
                .nextToken(page.next())
                .build();
    }

    private static Rule described(FakeRule rule) {
        return Rule.builder()
                .name(rule.name)
                .arn(rule.arn())
                .eventPattern(rule.pattern)
                .scheduleExpression(rule.schedule)
                .state(rule.state)
                .description(rule.description)
                .roleArn(rule.roleArn)
                .eventBusName(rule.bus.name)
                .build();
    }

    private ListRuleNamesByTargetResponse namesByTarget(ListRuleNamesByTargetRequest request, Caller caller) {
        List<String> found = buses.demand(caller, request.eventBusName()).rules.values().stream()
                .filter(rule -> rule.targets.values().stream()
                        .anyMatch(target -> target.arn().equals(request.targetArn())))
                .map(rule -> rule.name)
                .toList();
        Page<String> page = Buses.page(found, name -> name, request.limit(), request.nextToken());
        return ListRuleNamesByTargetResponse.builder()
                .ruleNames(page.items())
                .nextToken(page.next())
                .build();
    }

    /** To delete a rule that is not there is no mistake. */
    private DeleteRuleResponse delete(DeleteRuleRequest request, Caller caller) {
        FakeBus bus = buses.demand(caller, request.eventBusName());
        FakeRule rule = bus.rules.get(request.name());
        if (rule != null) {
            if (!rule.targets.isEmpty()) {
                throw Buses.invalid("Rule can't be deleted since it has targets.");
            }
            rule.callOff();
            bus.rules.remove(rule.name);
        }
        return DeleteRuleResponse.builder().build();
    }

    private EnableRuleResponse enable(EnableRuleRequest request, Caller caller) {
        set(buses.rule(caller, request.eventBusName(), request.name()), RuleState.ENABLED);
        return EnableRuleResponse.builder().build();
    }

    private DisableRuleResponse disable(DisableRuleRequest request, Caller caller) {
        set(buses.rule(caller, request.eventBusName(), request.name()), RuleState.DISABLED);
        return DisableRuleResponse.builder().build();
    }

    private void set(FakeRule rule, RuleState state) {
        rule.state = state;
        arm(rule);
    }
}
