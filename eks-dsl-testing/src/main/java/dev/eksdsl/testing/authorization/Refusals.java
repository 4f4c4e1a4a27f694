package dev.eksdsl.testing.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.ServiceErrors;
import java.util.Locale;
import java.util.Set;

/** Words refusals as AWS does (IAM user guide, "Troubleshoot access denied error messages"). */
final class Refusals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EC2 = "ec2";
    /** Those whose messages leave the resource out where there is none. */
    private static final Set<String> BRIEF = Set.of(EC2, "elasticloadbalancing", "autoscaling");

    private Refusals() {}

    static AwsFault denied(String service, Permission wanted, Identity who, Decision decision) {
        String action = service.equals("sqs") ? wanted.action().toLowerCase(Locale.ROOT) : wanted.action();
        String resource =
                wanted.resource().equals("*") && BRIEF.contains(service) ? "" : " on resource: " + wanted.resource();
        String text = "User: %s is not authorized to perform: %s%s %s"
                .formatted(who.arn(), action, resource, decision.reason(action));
        return ServiceErrors.denied(
                service,
                service.equals(EC2)
                        ? text + ". Encoded authorization failure message: "
                                + EncodedMessage.encode(details(wanted, who, decision))
                        : text);
    }

    /** The form that STS's DecodeAuthorizationMessage gives back (AWS STS API reference). */
    private static String details(Permission wanted, Identity who, Decision decision) {
        ObjectNode details = JSON.createObjectNode();
        details.put("allowed", false);
        details.put("explicitDeny", decision.outcome() == Decision.Outcome.EXPLICIT_DENY);
        ArrayNode matched = details.putObject("matchedStatements").putArray("items");
        decision.matched()
                .forEach(match -> matched.addObject()
                        .put("statementId", match.statement().sid())
                        .put("effect", match.statement().allows() ? "ALLOW" : "DENY")
                        .put("sourcePolicyId", match.policy().source()));
        details.putObject("failures").putArray("items");
        ObjectNode context = details.putObject("context");
        context.putObject("principal")
                .put("id", who.userId())
                .put(
                        "name",
                        who.userName()
                                .orElseGet(() -> who.arn().substring(who.arn().lastIndexOf('/') + 1)))
                .put("arn", who.arn());
        context.put("action", wanted.action());
        context.put("resource", wanted.resource());
        ArrayNode conditions = context.putObject("conditions").putArray("items");
        wanted.context().all().forEach((key, values) -> {
            ArrayNode items =
                    conditions.addObject().put("key", key).putObject("values").putArray("items");
            values.forEach(value -> items.addObject().put("value", value));
        });
        return details.toString();
    }
}
