package dev.eksdsl.testing.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eksdsl.testing.authorization.MalformedPolicyException;
import dev.eksdsl.testing.authorization.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The grammar of statements: which elements there are, and what may be in them (IAM user guide, "Grammar of the IAM JSON policy language"). */
final class PolicyGrammar {

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Principal",
            "NotPrincipal",
            "Condition");

    private static final List<String> LISTS = List.of("Action", "NotAction", "Resource", "NotResource");

    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "*");

    private static final Pattern VENDOR = Pattern.compile("[a-zA-Z0-9.-]+");

    /** What IAM's own resources begin with, as its refusal lists it. */
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private static final int ARN_PARTS = 6;

    private PolicyGrammar() {}

    /** @throws dev.eksdsl.testing.server.AwsFault MalformedPolicyDocument */
    static void check(String document, List<JsonNode> statements) {
        Set<String> sids = new HashSet<>();
        for (JsonNode statement : statements) {
            statement.fieldNames().forEachRemaining(name -> require(ELEMENTS.contains(name)));
            require(!(statement.has("Action") && statement.has("NotAction")));
            require(!(statement.has("Resource") && statement.has("NotResource")));
            require(!statement.has("Sid") || statement.get("Sid").isTextual());
            LISTS.forEach(name -> requireTexts(statement.path(name)));
            conditions(statement.path("Condition"));
            String sid = statement.path("Sid").asText("");
            if (!sid.isEmpty() && !sids.add(sid)) {
                throw IamFaults.malformed("Statement IDs (SID) in a single policy must be unique.");
            }
            each(statement, "Action", PolicyGrammar::action);
            each(statement, "Resource", PolicyGrammar::resource);
        }
        try {
            Policy.parse("policy", document);
        } catch (MalformedPolicyException e) {
            throw IamFaults.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static void each(JsonNode statement, String element, Consumer<String> check) {
        for (String name : List.of(element, "Not" + element)) {
            JsonNode given = statement.path(name);
            if (given.isTextual()) {
                check.accept(given.asText());
            } else {
                given.forEach(text -> check.accept(text.asText()));
            }
        }
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw IamFaults.malformed("Syntax errors in policy.");
        }
    }

    private static void requireTexts(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return;
        }
        require(oneOrMany.isTextual() || oneOrMany.isArray());
        oneOrMany.forEach(each -> require(each.isTextual()));
    }

    private static void conditions(JsonNode conditions) {
        if (conditions.isMissingNode()) {
            return;
        }
        require(conditions.isObject());
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            require(operator.getValue().isObject());
            operator.getValue().forEach(values -> {
                require(values.isValueNode() && !values.isNull() || values.isArray());
                values.forEach(value -> require(value.isValueNode() && !value.isNull()));
            });
        }
    }

    private static void action(String action) {
        if (action.equals("*")) {
            return;
        }
        String[] parts = action.split(":", -1);
        if (parts.length == 1) {
            throw IamFaults.malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (parts.length > 2) {
            throw IamFaults.malformed("Actions/Condition can contain only one colon.");
        }
        if (!VENDOR.matcher(parts[0]).matches()) {
            throw IamFaults.malformed("Vendor " + parts[0] + " is not valid");
        }
    }

    private static void resource(String resource) {
        if (resource.equals("*")) {
            return;
        }
        String[] parts = resource.split(":", ARN_PARTS);
        if (!parts[0].equals("arn") && !parts[0].contains("*")) {
            throw IamFaults.malformed("Resource " + resource + " must be in ARN format or \"*\".");
        }
        if (parts.length > 1 && !PARTITIONS.contains(parts[1]) && !parts[1].contains("*")) {
            throw IamFaults.malformed(
                    "Partition \"%s\" is not valid for resource \"%s\".".formatted(parts[1], resource));
        }
        if (parts.length < 3) {
            throw IamFaults.malformed("Resource vendor must be fully qualified and cannot contain regexes.");
        }
        if (parts.length == 3 && !parts[2].isEmpty()) {
            // all the parts that follow may be left out together
            return;
        }
        if (parts.length < ARN_PARTS || parts[2].isEmpty()) {
            // a star may stand for all the parts that follow
            if (!resource.endsWith("*")) {
                throw IamFaults.malformed("The policy failed legacy parsing");
            }
            return;
        }
        ownForm(resource, parts);
    }

    /** What IAM and S3 ask of the ARNs of their resources. */
    private static void ownForm(String resource, String[] parts) {
        boolean regional = !parts[3].isEmpty() && !parts[3].equals("*");
        if (parts[2].equals("iam") && regional) {
            throw IamFaults.malformed("IAM resource " + resource + " cannot contain region information.");
        }
        String path = parts[ARN_PARTS - 1];
        if (parts[2].equals("iam")
                && !path.equals("root")
                && !path.contains("*")
                && IAM_PATHS.stream().noneMatch(path::startsWith)) {
            throw IamFaults.malformed(
                    "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
        }
        if (parts[2].equals("s3") && regional && !path.startsWith("accesspoint/") && !path.startsWith("job/")) {
            throw IamFaults.malformed("Resource " + resource + " can not contain region information.");
        }
    }
}
