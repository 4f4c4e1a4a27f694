package dev.eksdsl.testing.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** The rules for conditions of listener rules, and the form in which the API gives them back. */
final class ConditionRules {

    private static final List<String> FIELDS =
            List.of("path-pattern", "host-header", "http-header", "http-request-method", "query-string", "source-ip");
    private static final int MOST_VALUES = 5;
    private static final Pattern METHOD = Pattern.compile("[A-Z_-]+");
    private static final Pattern CIDR = Pattern.compile("[0-9.]+/\\d{1,2}|[0-9a-fA-F:]+/\\d{1,3}");

    private ConditionRules() {}

    /** @throws dev.eksdsl.testing.server.AwsFault if there cannot be such conditions */
    static List<RuleCondition> checked(List<RuleCondition> conditions) {
        if (conditions.isEmpty()) {
            throw ElbFaults.invalid("At least one condition must be specified");
        }
        List<RuleCondition> shown = new ArrayList<>();
        int values = 0;
        for (RuleCondition condition : conditions) {
            RuleCondition complete = checked(condition);
            shown.add(complete);
            values += count(complete);
        }
        for (String once : List.of("path-pattern", "host-header", "http-request-method", "source-ip")) {
            if (shown.stream().filter(each -> once.equals(each.field())).count() > 1) {
                throw ElbFaults.invalid("A rule can only have one '" + once + "' condition");
            }
        }
        if (values > MOST_VALUES) {
            throw ElbFaults.invalid("A rule can only have '" + MOST_VALUES + "' condition values");
        }
        return shown;
    }

    private static RuleCondition checked(RuleCondition condition) {
        String field = condition.field();
        if (field == null || !FIELDS.contains(field)) {
            throw ElbFaults.invalid(
                    "Condition field '" + field + "' must be one of '[" + String.join(",", FIELDS) + "]'");
        }
        boolean plain = field.equals("path-pattern") || field.equals("host-header");
        if (!condition.values().isEmpty() && !plain) {
            throw ElbFaults.invalid("The 'Values' field is not compatible with '" + field + "'");
        }
        return switch (field) {
            case "host-header" -> hostHeader(condition);
            case "path-pattern" -> pathPattern(condition);
            case "http-header" -> httpHeader(condition);
            case "http-request-method" -> method(condition);
            case "query-string" -> queryString(condition);
            default -> sourceIp(condition);
        };
    }

    private static RuleCondition hostHeader(RuleCondition condition) {
        List<String> values = texts(
                condition,
                condition.hostHeaderConfig() == null
                        ? null
                        : condition.hostHeaderConfig().values(),
                condition.hostHeaderConfig() == null
                        ? List.of()
                        : condition.hostHeaderConfig().regexValues(),
                "HostHeaderConfig");
        return condition.hostHeaderConfig() != null
                ? condition.toBuilder().values(values).build()
                : condition.toBuilder()
                        .hostHeaderConfig(config -> config.values(values))
                        .build();
    }

    private static RuleCondition pathPattern(RuleCondition condition) {
        List<String> values = texts(
                condition,
                condition.pathPatternConfig() == null
                        ? null
                        : condition.pathPatternConfig().values(),
                condition.pathPatternConfig() == null
                        ? List.of()
                        : condition.pathPatternConfig().regexValues(),
                "PathPatternConfig");
        return condition.pathPatternConfig() != null
                ? condition.toBuilder().values(values).build()
                : condition.toBuilder()
                        .pathPatternConfig(config -> config.values(values))
                        .build();
    }

    private static List<String> texts(
            RuleCondition condition, @Nullable List<String> configured, List<String> expressions, String config) {
        if (configured != null && !condition.values().isEmpty() && !configured.equals(condition.values())) {
            throw ElbFaults.invalid("You cannot provide both Values and '" + config + "' for a condition of type '"
                    + condition.field() + "'");
        }
        List<String> values = configured == null ? condition.values() : configured;
        if (values.isEmpty() && expressions.isEmpty() && condition.regexValues().isEmpty()) {
            throw ElbFaults.invalid("A condition value must be specified");
        }
        values.forEach(value -> checkLength(value, String.valueOf(condition.field()), 128));
        return values;
    }

    private static RuleCondition httpHeader(RuleCondition condition) {
        if (condition.httpHeaderConfig() == null) {
            throw ElbFaults.invalid("A 'HttpHeaderConfig' must be specified with 'http-header'");
        }
        String name = condition.httpHeaderConfig().httpHeaderName();
        if (name == null || name.isEmpty()) {
            throw ElbFaults.invalid("A 'HttpHeaderName' must be specified in 'HttpHeaderConfig'");
        }
        checkLength(name, "HttpHeaderName", 40);
        condition.httpHeaderConfig().values().forEach(value -> checkLength(value, "http-header", 128));
        return condition;
    }

    private static RuleCondition method(RuleCondition condition) {
        if (condition.httpRequestMethodConfig() == null) {
            throw ElbFaults.invalid("A 'HttpRequestMethodConfig' must be specified with 'http-request-method'");
        }
        for (String value : condition.httpRequestMethodConfig().values()) {
            checkLength(value, "http-request-method", 40);
            if (!METHOD.matcher(value).matches()) {
                throw ElbFaults.invalid("The 'http-request-method' value is invalid; the allowed characters are A-Z,"
                        + " hyphen and underscore");
            }
        }
        return condition;
    }

    private static RuleCondition queryString(RuleCondition condition) {
        if (condition.queryStringConfig() == null) {
            throw ElbFaults.invalid("A 'QueryStringConfig' must be specified with 'query-string'");
        }
        for (QueryStringKeyValuePair pair : condition.queryStringConfig().values()) {
            if (pair.value() == null) {
                throw ElbFaults.invalid("A 'Value' must be specified in 'QueryStringKeyValuePair'");
            }
            if (pair.key() != null) {
                checkLength(pair.key(), "Key", 128);
            }
            checkLength(pair.value(), "Value", 128);
        }
        return condition;
    }

    private static RuleCondition sourceIp(RuleCondition condition) {
        if (condition.sourceIpConfig() == null) {
            throw ElbFaults.invalid("A 'SourceIpConfig' must be specified with 'source-ip'");
        }
        if (condition.sourceIpConfig().values().isEmpty()) {
            throw ElbFaults.invalid("A 'source-ip' value must be specified");
        }
        for (String value : condition.sourceIpConfig().values()) {
            if (!CIDR.matcher(value).matches()) {
                throw ElbFaults.invalid("The 'source-ip' value '" + value + "' is not a valid CIDR block");
            }
        }
        return condition;
    }

    private static void checkLength(String value, String what, int most) {
        if (value.length() > most) {
            throw ElbFaults.invalid("The '" + what + "' value is too long; the limit is '" + most + "'");
        }
    }

    private static int count(RuleCondition condition) {
        return switch (String.valueOf(condition.field())) {
            case "http-header" -> condition.httpHeaderConfig().values().size();
            case "http-request-method" ->
                condition.httpRequestMethodConfig().values().size();
            case "query-string" -> condition.queryStringConfig().values().size();
            case "source-ip" -> condition.sourceIpConfig().values().size();
            default -> condition.values().size() + condition.regexValues().size();
        };
    }
}
