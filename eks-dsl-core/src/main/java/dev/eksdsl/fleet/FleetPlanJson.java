package dev.eksdsl.fleet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.plan.Plan;
import dev.eksdsl.resource.Action;
import java.util.Locale;

/** A fleet's plan as JSON, for pipelines that decide on it: what would be done in each cluster, in numbers. */
final class FleetPlanJson {

    private static final String FORMAT_VERSION = "1.0";

    private FleetPlanJson() {}

    static String of(FleetPlan plan) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format_version", FORMAT_VERSION);
        root.put("made_at", plan.madeAt().toString());
        root.put("clusters", plan.members().size());
        root.put("ready", plan.ready().size());
        root.put("problems", plan.problems().size());
        var members = root.putArray("members");
        plan.members().forEach(member -> members.add(member(member)));
        return root.toPrettyString();
    }

    private static ObjectNode member(MemberPlan member) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("account", member.member().account());
        node.put("region", member.member().region());
        node.put("cluster", member.member().cluster());
        member.plan().ifPresent(plan -> counts(node, plan));
        if (!member.problem().isEmpty()) {
            node.put("problem", member.problem());
        }
        return node;
    }

    private static void counts(ObjectNode node, Plan plan) {
        node.put("account_id", plan.account());
        for (Action action : Action.values()) {
            node.put(action.name().toLowerCase(Locale.ROOT), plan.count(action));
        }
        node.put("expected_seconds", plan.expected().toSeconds());
        node.put("warnings", plan.warnings().size());
    }
}
