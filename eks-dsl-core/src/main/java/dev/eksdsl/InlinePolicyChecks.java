package dev.eksdsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What IAM refuses in the statements of inline policies, as far as their form tells (IAM user guide, "Grammar of the IAM JSON
 * policy language"). What actions and resources there are, only IAM knows.
 */
final class InlinePolicyChecks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");
    private static final Pattern RESOURCE =
            Pattern.compile("\\*|arn:[a-z*-]+:[a-zA-Z0-9*-]+:[a-z0-9*?-]*:[a-z0-9*?]*:[\\x21-\\x7E\\u00A1-\\u00FF]+");

    /** IAM's quota for all inline policies of a role together; white space does not count. */
    private static final int MOST_CHARACTERS = 10_240;

    private InlinePolicyChecks() {}

    static void check(Problems problems, Map<String, String> policies) {
        policies.forEach((name, document) -> {
            problems.errorIf(
                    !NAME.matcher(name).matches(),
                    "EKS-I05",
                    "inlinePolicies",
                    "\"" + name + "\" is no name of a policy",
                    "1 to 128 letters, digits and _ + = , . @ -");
            statements(problems.at("inlinePolicies[" + name + "]"), document);
        });
        int size = policies.values().stream()
                .mapToInt(document -> document.replaceAll("\\s", "").length())
                .sum();
        problems.errorIf(
                size > MOST_CHARACTERS,
                "EKS-I06",
                "inlinePolicies",
                "IAM takes " + MOST_CHARACTERS + " characters of inline policies for a role, and these are " + size,
                "a managed policy of your own, named by its ARN");
    }

    private static void statements(Problems problems, String document) {
        try {
            for (JsonNode statement : each(JSON.readTree(document).path("Statement"))) {
                refuse(problems, "Action", statement, ACTION.asMatchPredicate(), "such as s3:GetObject, or *");
                refuse(problems, "NotAction", statement, ACTION.asMatchPredicate(), "such as s3:GetObject");
                refuse(problems, "Resource", statement, RESOURCE.asMatchPredicate(), "an ARN, or *");
                refuse(problems, "NotResource", statement, RESOURCE.asMatchPredicate(), "an ARN");
            }
        } catch (JsonProcessingException e) {
            problems.error("EKS-I06", "", "no JSON: " + e.getOriginalMessage(), "a policy made with .statement(...)");
        }
    }

    private static void refuse(
            Problems problems, String element, JsonNode statement, Predicate<String> allowed, String fix) {
        for (JsonNode value : each(statement.path(element))) {
            problems.errorIf(
                    !allowed.test(value.asText()), "EKS-I06", element, "IAM takes no \"" + value.asText() + "\"", fix);
        }
    }

    private static List<JsonNode> each(JsonNode oneOrMany) {
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        } else if (!oneOrMany.isMissingNode()) {
            all.add(oneOrMany);
        }
        return all;
    }
}
