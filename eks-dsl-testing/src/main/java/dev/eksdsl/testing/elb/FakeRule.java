package dev.eksdsl.testing.elb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleTransform;

/** A rule of a listener of an application load balancer, beside the listener's default actions. */
final class FakeRule extends ElbResource {

    final FakeListener listener;
    int priority;
    List<RuleCondition> conditions = List.of();
    List<Action> actions = List.of();
    List<RuleTransform> transforms = List.of();

    FakeRule(String arn, FakeListener listener, int priority, Map<String, String> tags) {
        super(arn, tags);
        this.listener = listener;
        this.priority = priority;
    }

    Rule view() {
        Rule.Builder view = Rule.builder()
                .ruleArn(arn)
                .priority(String.valueOf(priority))
                .conditions(conditions)
                .actions(actions)
                .isDefault(false);
        return transforms.isEmpty() ? view.build() : view.transforms(transforms).build();
    }

    /** The default rule of a listener: its ARN has the listener's id once more. */
    static Rule defaultOf(FakeListener listener) {
        return Rule.builder()
                .ruleArn(defaultArn(listener))
                .priority("default")
                .conditions(List.of())
                .actions(listener.actions)
                .isDefault(true)
                .build();
    }

    static String defaultArn(FakeListener listener) {
        String id = listener.arn.substring(listener.arn.lastIndexOf('/'));
        return listener.arn.replace(":listener/", ":listener-rule/") + id;
    }
}
