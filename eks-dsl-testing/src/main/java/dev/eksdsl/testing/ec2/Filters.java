package dev.eksdsl.testing.ec2;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.testing.server.AwsFault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters that one describe operation takes. Filters are joined by "and", the values of one filter by "or"; {@code *}
 * and {@code ?} are wildcards (EC2 user guide, "List and filter your resources").
 */
final class Filters<T> {

    private final Map<String, Function<T, Collection<String>>> fields = new LinkedHashMap<>();
    private @Nullable Function<T, Map<String, String>> tags;

    /** Adds a filter on one value; null means that there is none. */
    Filters<T> by(String filter, Function<T, @Nullable Object> field) {
        return byEach(filter, item -> {
            Object value = field.apply(item);
            return value == null ? List.of() : List.of(value.toString());
        });
    }

    /** Adds filters that AWS has, on what nothing of the fake has: nothing passes them. */
    Filters<T> none(String... names) {
        for (String name : names) {
            byEach(name, item -> List.of());
        }
        return this;
    }

    /** Adds a filter that matches if any of several values does. */
    Filters<T> byEach(String filter, Function<T, Collection<String>> field) {
        fields.put(filter, field);
        return this;
    }

    /** Adds {@code tag:<key>}, {@code tag-key} and {@code tag-value}, which is old and still taken. */
    Filters<T> byTags(Function<T, Map<String, String>> of) {
        tags = of;
        byEach("tag-value", item -> of.apply(item).values());
        return byEach("tag-key", item -> of.apply(item).keySet());
    }

    /**
     * Those that pass all filters.
     *
     * @throws AwsFault for a filter that the operation does not have
     */
    List<T> apply(Collection<T> all, List<Filter> filters) {
        for (Filter filter : filters) {
            String name = Ec2Faults.required(filter.name(), "Filter.Name");
            boolean ofTag = name.startsWith("tag:") && tags != null;
            if (!ofTag && !fields.containsKey(name)) {
                throw Ec2Faults.invalid("The filter '" + name + "' is invalid");
            }
        }
        return all.stream()
                .filter(item -> filters.stream().allMatch(filter -> matches(item, filter)))
                .toList();
    }

    private boolean matches(T item, Filter filter) {
        Collection<String> actual = actual(item, filter.name());
        return filter.values().stream()
                .map(Filters::wildcards)
                .anyMatch(pattern ->
                        actual.stream().anyMatch(value -> pattern.matcher(value).matches()));
    }

    private Collection<String> actual(T item, String name) {
        if (tags != null && name.startsWith("tag:")) {
            return Stream.ofNullable(tags.apply(item).get(name.substring("tag:".length())))
                    .toList();
        }
        return requireNonNull(fields.get(name), "checked before").apply(item);
    }

    /** A filter's value as a pattern; a backslash takes the meaning from the wildcard that follows. */
    static Pattern wildcards(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                regex.append(Pattern.quote(String.valueOf(value.charAt(++i))));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
