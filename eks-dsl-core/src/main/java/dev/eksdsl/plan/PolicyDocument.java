package dev.eksdsl.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.eksdsl.resource.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Permissions as an IAM policy, in few statements that allow no more.
 *
 * @param statements ordered by their names
 */
record PolicyDocument(List<IamStatement> statements) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writer(oneElementALine());

    private static DefaultPrettyPrinter oneElementALine() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    static PolicyDocument of(Collection<Permission> permissions) {
        List<PolicyStatement> statements = new ArrayList<>();
        Grant.of(permissions).stream()
                .sorted(Comparator.comparing(Grant::action)
                        .thenComparing(grant -> grant.resources().toString())
                        .thenComparing(grant -> grant.conditions().toString()))
                .forEach(grant -> statements.stream()
                        .filter(statement -> statement.takes(grant))
                        .findFirst()
                        .ifPresentOrElse(
                                statement -> statement.add(grant), () -> statements.add(new PolicyStatement(grant))));
        Map<String, Integer> names = new HashMap<>();
        return new PolicyDocument(statements.stream()
                .sorted(Comparator.comparing(PolicyStatement::name))
                .map(statement -> {
                    int count = names.merge(statement.name(), 1, Integer::sum);
                    return statement.build(statement.name() + (count == 1 ? "" : "No" + count));
                })
                .toList());
    }

    String text() {
        return text(statements);
    }

    /** As many texts as it takes for each to have this length at most, whitespace not counted. */
    List<String> fitting(int length) {
        List<String> texts = new ArrayList<>();
        List<IamStatement> some = new ArrayList<>();
        for (IamStatement statement : statements) {
            some.add(statement);
            if (some.size() > 1 && lengthOf(some) > length) {
                texts.add(text(some.subList(0, some.size() - 1)));
                some = new ArrayList<>(List.of(statement));
            }
        }
        texts.add(text(some));
        return texts;
    }

    private static int lengthOf(List<IamStatement> statements) {
        return text(statements).replaceAll("\\s", "").length();
    }

    private static String text(List<IamStatement> statements) {
        try {
            String policy = IamPolicy.builder().statements(statements).build().toJson();
            return PRETTY.writeValueAsString(JSON.readTree(policy));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
