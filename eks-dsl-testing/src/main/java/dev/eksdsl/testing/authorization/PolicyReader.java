package dev.eksdsl.testing.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eksdsl.testing.authorization.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads policies from JSON. */
final class PolicyReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT = "2012-10-17";
    private static final String IF_EXISTS = "IfExists";

    private final boolean variables;

    private PolicyReader(boolean variables) {
        this.variables = variables;
    }

    static Policy read(String source, String document) {
        JsonNode policy;
        try {
            policy = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("This policy contains invalid Json");
        }
        if (policy == null || !policy.isObject()) {
            throw new MalformedPolicyException("Syntax errors in policy.");
        }
        // only the current version knows variables (IAM user guide, "Version")
        PolicyReader reader = new PolicyReader(policy.path("Version").asText().equals(CURRENT));
        List<Statement.Position> positions = StatementPositions.of(document);
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : each(policy.path("Statement"))) {
            statements.add(reader.statement(statement, positions.get(statements.size())));
        }
        if (statements.isEmpty()) {
            throw new MalformedPolicyException("Syntax errors in policy.");
        }
        return new Policy(source, statements);
    }

    private Statement statement(JsonNode statement, Statement.Position position) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicyException("Syntax errors in policy.");
        }
        return new Statement(
                statement.path("Sid").asText(""),
                effect.equals("Allow"),
                listed(statement, "Action"),
                listed(statement, "Resource"),
                principals(statement),
                conditions(statement.path("Condition")),
                position);
    }

    private Statement.Listed listed(JsonNode statement, String element) {
        boolean negated = statement.has("Not" + element);
        return new Statement.Listed(globs(statement.path(negated ? "Not" + element : element)), negated);
    }

    private static PrincipalElement principals(JsonNode statement) {
        boolean negated = statement.has("NotPrincipal");
        JsonNode given = statement.path(negated ? "NotPrincipal" : "Principal");
        Map<String, List<String>> byKind = new TreeMap<>();
        if (given.asText().equals("*")) {
            List.of("AWS", "Service", "Federated").forEach(kind -> byKind.put(kind, List.of("*")));
        }
        given.properties().forEach(kind -> {
            List<String> names = new ArrayList<>();
            each(kind.getValue()).forEach(name -> names.add(name.asText()));
            byKind.put(kind.getKey(), names);
        });
        return new PrincipalElement(byKind, negated);
    }

    private List<Condition> conditions(JsonNode given) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : given.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(condition(operator.getKey(), key.getKey(), globs(key.getValue())));
            }
        }
        return conditions;
    }

    private static Condition condition(String written, String key, List<Glob> wanted) {
        Quantifier quantifier = Quantifier.NONE;
        String name = written;
        int colon = written.indexOf(':');
        if (colon > 0) {
            quantifier = switch (written.substring(0, colon)) {
                case "ForAllValues" -> Quantifier.ALL;
                case "ForAnyValue" -> Quantifier.ANY;
                default -> throw unknown(written);
            };
            name = written.substring(colon + 1);
        }
        if (name.equalsIgnoreCase("Null")) {
            return new Condition(quantifier, null, false, key, wanted);
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        Optional<Operator> operator =
                Operator.named(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
        return new Condition(quantifier, operator.orElseThrow(() -> unknown(written)), ifExists, key, wanted);
    }

    private static MalformedPolicyException unknown(String operator) {
        return new MalformedPolicyException("Invalid Condition type : " + operator + ".");
    }

    private List<Glob> globs(JsonNode oneOrMany) {
        List<Glob> globs = new ArrayList<>();
        each(oneOrMany).forEach(text -> globs.add(new Glob(text.asText(), variables)));
        return globs;
    }

    private static Iterable<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isArray() || oneOrMany.isMissingNode() ? oneOrMany : List.of(oneOrMany);
    }
}
