package dev.eksdsl.testing.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filter patterns (CloudWatch Logs user guide, "Filter pattern syntax"): terms that must all be there, quoted phrases, terms
 * with {@code ?} of which one must be there, terms with {@code -} that must not, regular expressions between {@code %}, and
 * {@code { … }} for JSON. Patterns for space-delimited text, in brackets, are refused.
 */
sealed interface FilterPattern permits FilterPattern.Terms, JsonPattern {

    /** @param text null or blank for the pattern that all messages fit */
    static FilterPattern parse(@Nullable String text) {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.startsWith("{")) {
            return JsonPattern.parse(trimmed);
        }
        if (trimmed.startsWith("[")) {
            throw LogsFaults.invalid(
                    "Invalid filter pattern: space-delimited patterns are not answered by this fake AWS.");
        }
        return Terms.parse(trimmed);
    }

    boolean matches(String message);

    /** What must, may and must not be in a message. */
    record Terms(List<Pattern> all, List<Pattern> any, List<Pattern> none) implements FilterPattern {

        private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|%([^%]+)%|(\\S+))");

        static Terms parse(String text) {
            List<Pattern> all = new ArrayList<>();
            List<Pattern> any = new ArrayList<>();
            List<Pattern> none = new ArrayList<>();
            Matcher matcher = TERM.matcher(text);
            while (matcher.find()) {
                List<Pattern> where = switch (matcher.group(1)) {
                    case "?" -> any;
                    case "-" -> none;
                    default -> all;
                };
                where.add(term(matcher));
            }
            return new Terms(all, any, none);
        }

        private static Pattern term(Matcher matcher) {
            if (matcher.group(2) != null) {
                return Pattern.compile(Pattern.quote(matcher.group(2).replaceAll("\\\\(.)", "$1")));
            }
            if (matcher.group(3) != null) {
                return Pattern.compile(matcher.group(3));
            }
            String plain = matcher.group(4);
            if (!plain.matches("[\\p{L}\\p{N}_*]+")) {
                throw LogsFaults.invalid("Invalid character(s) in term '" + plain + "'");
            }
            return Pattern.compile(Pattern.quote(plain).replace("*", "\\E.*\\Q"));
        }

        @Override
        public boolean matches(String message) {
            return all.stream().allMatch(term -> term.matcher(message).find())
                    && (any.isEmpty()
                            || any.stream()
                                    .anyMatch(term -> term.matcher(message).find()))
                    && none.stream().noneMatch(term -> term.matcher(message).find());
        }
    }
}
