package dev.eksdsl.testing.authorization;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the request's values in place of variables: <code>${aws:username}</code>, <code>${aws:PrincipalTag/team, 'none'}</code>. */
final class PolicyVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<key>[^},]+)(?:,\\s*'(?<standard>[^']*)')?}");

    private PolicyVariables() {}

    /** @return null if a variable has neither one value nor a default: then nothing matches (IAM user guide) */
    static @Nullable String replace(String text, RequestContext context) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            List<String> values = context.values(matcher.group("key").trim());
            String value = values != null && values.size() == 1 ? values.get(0) : matcher.group("standard");
            if (value == null) {
                return null;
            }
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(replaced).toString();
    }

    /** The condition keys that a text's variables name. */
    static List<String> keys(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1).trim())
                .toList();
    }
}
