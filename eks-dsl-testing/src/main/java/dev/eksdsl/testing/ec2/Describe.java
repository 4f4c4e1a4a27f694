package dev.eksdsl.testing.ec2;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
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
 * What the describe operations of one kind have in common: choice by ids, filters and pages.
 *
 * <p>Filters are joined by "and", the values of one filter by "or"; {@code *} and {@code ?} are wildcards. The filters
 * {@code tag:<key>} and {@code tag-key} exist for every kind. (EC2 API reference, "Filters".)
 */
final class Describe<T extends FakeResource> {

    private static final int LEAST_ON_A_PAGE = 5;
    private static final int MOST_ON_A_PAGE = 1000;

    private final Map<String, Function<T, Collection<String>>> fields = new LinkedHashMap<>();

    Describe() {
        fields.put("tag-key", resource -> resource.tags.keySet());
    }

    /** Adds a filter on one value; null means that the resource has none. */
    Describe<T> by(String filter, Function<T, @Nullable Object> field) {
        return byEach(filter, resource -> {
            Object value = field.apply(resource);
            return value == null ? List.of() : List.of(value.toString());
        });
    }

    /** Adds a filter that matches if any of several values does. */
    Describe<T> byEach(String filter, Function<T, Collection<String>> field) {
        fields.put(filter, field);
        return this;
    }

    /** @throws AwsFault for an unknown filter or id, a token from elsewhere, or a page size outside 5 to 1000 */
    Page<T> page(
            Shelf<T> shelf,
            List<String> ids,
            List<Filter> filters,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        if (maxResults != null && (maxResults < LEAST_ON_A_PAGE || maxResults > MOST_ON_A_PAGE)) {
            throw Ec2Faults.invalid(
                    maxResults,
                    "maxResults",
                    "Expecting a value between " + LEAST_ON_A_PAGE + " and " + MOST_ON_A_PAGE + ".");
        }
        List<T> all = all(shelf, ids, filters);
        int size = maxResults == null ? MOST_ON_A_PAGE : maxResults;
        try {
            return Page.of(all, FakeResource::order, size, nextToken);
        } catch (IllegalArgumentException e) {
            throw Ec2Faults.refuse("InvalidNextToken", "The token '" + nextToken + "' is invalid");
        }
    }

    List<T> all(Shelf<T> shelf, List<String> ids, List<Filter> filters) {
        for (Filter filter : filters) {
            if (!filter.name().startsWith("tag:") && !fields.containsKey(filter.name())) {
                throw Ec2Faults.invalid("The filter '" + filter.name() + "' is invalid");
            }
        }
        return shelf.visible(ids).stream()
                .filter(resource -> filters.stream().allMatch(filter -> matches(resource, filter)))
                .toList();
    }

    private boolean matches(T resource, Filter filter) {
        Collection<String> actual = filter.name().startsWith("tag:")
                ? Stream.ofNullable(resource.tags.get(filter.name().substring("tag:".length())))
                        .toList()
                : requireNonNull(fields.get(filter.name()), "checked before").apply(resource);
        return filter.values().stream()
                .map(Describe::wildcards)
                .anyMatch(pattern ->
                        actual.stream().anyMatch(value -> pattern.matcher(value).matches()));
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
