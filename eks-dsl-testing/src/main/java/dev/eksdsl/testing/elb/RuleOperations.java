package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;

/** The operations on rules of listeners of application load balancers. */
final class RuleOperations {

    private final ElbState state;

    RuleOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateRuleRequest.class, this::create);
        operations.on(DescribeRulesRequest.class, this::describe);
        operations.on(ModifyRuleRequest.class, this::modify);
        operations.on(DeleteRuleRequest.class, this::delete);
        operations.on(SetRulePrioritiesRequest.class, this::setPriorities);
    }

    private CreateRuleResponse create(CreateRuleRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeListener listener = place.listener(request.listenerArn());
        if (!listener.balancer.is(LoadBalancerTypeEnum.APPLICATION)) {
            throw ElbFaults.refuse(
                    "OperationNotPermitted", "Rules are supported for listeners of Application Load Balancers only");
        }
        Map<String, String> tags = ElbTags.onCreate(request.tags());
        checkFree(place, listener, request.priority(), Set.of());
        if (place.rulesOf(listener).size() >= ElbQuotas.RULES) {
            throw ElbFaults.refuse(
                    "TooManyRules",
                    "The maximum number of rules has been reached on load balancer '" + listener.balancer.arn + "'");
        }
        String arn = listener.arn.replace(":listener/", ":listener-rule/") + "/"
                + state.world.ids().hex(16);
        FakeRule rule = new FakeRule(arn, listener, request.priority(), tags);
        rule.conditions = ConditionRules.checked(request.conditions());
        rule.actions = new ActionRules(place, listener.balancer, listener.protocol).checked(request.actions());
        rule.transforms = request.transforms();
        place.rules.put(rule.arn, rule);
        place.noteUse();
        return CreateRuleResponse.builder().rules(rule.view()).build();
    }

    /** @param moving rules that give up their priorities in the same request */
    private static void checkFree(RegionalBalancers place, FakeListener listener, int priority, Set<FakeRule> moving) {
        if (place.rulesOf(listener).stream().anyMatch(rule -> rule.priority == priority && !moving.contains(rule))) {
            throw ElbFaults.refuse("PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
    }

    private DescribeRulesResponse describe(DescribeRulesRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        if (request.listenerArn() == null && request.ruleArns().isEmpty()) {
            throw ElbFaults.invalid("You must specify either listener rule ARNs or a listener ARN");
        }
        if (request.listenerArn() != null && !request.ruleArns().isEmpty()) {
            throw ElbFaults.invalid("Listener rule ARNs and a listener ARN cannot be specified at the same time");
        }
        List<Rule> all = new ArrayList<>();
        if (request.listenerArn() != null) {
            FakeListener listener = place.listener(request.listenerArn());
            place.rulesOf(listener).forEach(rule -> all.add(rule.view()));
            all.add(FakeRule.defaultOf(listener));
        } else {
            request.ruleArns().forEach(arn -> all.add(shown(place, arn)));
        }
        Page<Rule> page = ElbState.page(all, RuleOperations::order, request.pageSize(), request.marker());
        return DescribeRulesResponse.builder()
                .rules(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** By priority, the default rule last; rules of several listeners may share a priority. */
    private static String order(Rule rule) {
        String priority =
                rule.isDefault() ? "default" : "0".repeat(5 - rule.priority().length()) + rule.priority();
        return priority + rule.ruleArn();
    }

    private static Rule shown(RegionalBalancers place, String arn) {
        return place.listeners.values().stream()
                .filter(listener -> FakeRule.defaultArn(listener).equals(arn))
                .findFirst()
                .map(FakeRule::defaultOf)
                .orElseGet(() -> place.rule(arn).view());
    }

    private ModifyRuleResponse modify(ModifyRuleRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeRule rule = notDefault(place, request.ruleArn(), "modified");
        boolean resets = Boolean.TRUE.equals(request.resetTransforms());
        if (request.conditions().isEmpty() && request.actions().isEmpty() && !request.hasTransforms() && !resets) {
            throw ElbFaults.invalid("Either conditions or actions must be specified");
        }
        var conditions =
                request.conditions().isEmpty() ? rule.conditions : ConditionRules.checked(request.conditions());
        if (!request.actions().isEmpty()) {
            rule.actions =
                    new ActionRules(place, rule.listener.balancer, rule.listener.protocol).checked(request.actions());
        }
        rule.conditions = conditions;
        if (request.hasTransforms() || resets) {
            rule.transforms = resets ? List.of() : request.transforms();
        }
        place.noteUse();
        return ModifyRuleResponse.builder().rules(rule.view()).build();
    }

    private DeleteRuleResponse delete(DeleteRuleRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeRule rule = notDefault(place, request.ruleArn(), "deleted");
        place.rules.remove(rule.arn);
        place.noteUse();
        return DeleteRuleResponse.builder().build();
    }

    /** @throws AwsFault if it is a listener's default rule, or no rule at all */
    private static FakeRule notDefault(RegionalBalancers place, String arn, String done) {
        if (place.listeners.values().stream()
                .anyMatch(listener -> FakeRule.defaultArn(listener).equals(arn))) {
            throw ElbFaults.refuse("OperationNotPermitted", "Default rule '" + arn + "' cannot be " + done);
        }
        return place.rule(arn);
    }

    /** All rules move at once: two may swap their priorities. */
    private SetRulePrioritiesResponse setPriorities(SetRulePrioritiesRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        Map<FakeRule, Integer> moves = new HashMap<>();
        Set<Integer> priorities = new HashSet<>();
        for (RulePriorityPair pair : request.rulePriorities()) {
            FakeRule rule = notDefault(place, pair.ruleArn(), "modified");
            if (!priorities.add(pair.priority())) {
                throw ElbFaults.invalid("Priority '" + pair.priority() + "' was provided multiple times");
            }
            moves.put(rule, pair.priority());
        }
        moves.forEach((rule, priority) -> checkFree(place, rule.listener, priority, moves.keySet()));
        moves.forEach((rule, priority) -> rule.priority = priority);
        return SetRulePrioritiesResponse.builder()
                .rules(request.rulePriorities().stream()
                        .map(pair -> place.rule(pair.ruleArn()).view())
                        .toList())
                .build();
    }
}
