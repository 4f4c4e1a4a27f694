package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Page;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * What the describe operations of one kind have in common: choice by ids, filters and pages. The filters {@code
 * tag:<key>} and {@code tag-key} exist for every kind.
 */
final class Describe<T extends FakeResource> {

    private static final int MOST_ON_A_PAGE = 1000;

    private boolean hasOwner;
    private final Filters<T> filters = new Filters<T>().byTags(resource -> resource.tags);

    /** Adds {@code owner-id}: the account of the shelf. */
    Describe<T> byOwner() {
        hasOwner = true;
        return this;
    }

    /** Adds a filter on one value; null means that the resource has none. */
    Describe<T> by(String filter, Function<T, @Nullable Object> field) {
        filters.by(filter, field);
        return this;
    }

    /** Adds filters that AWS has, on what no resource of the fake has: nothing passes them. */
    Describe<T> none(String... names) {
        filters.none(names);
        return this;
    }

    /** Adds a filter that matches if any of several values does. */
    Describe<T> byEach(String filter, Function<T, Collection<String>> field) {
        filters.byEach(filter, field);
        return this;
    }

    /** @throws AwsFault for an unknown filter or id, a token from elsewhere, or a page size outside 5 to 1000 */
    Page<T> page(
            Shelf<T> shelf,
            List<String> ids,
            List<Filter> wanted,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        List<T> all = all(shelf, ids, wanted);
        return Pages.of(all, FakeResource::order, MOST_ON_A_PAGE, maxResults, nextToken);
    }

    List<T> all(Shelf<T> shelf, List<String> ids, List<Filter> wanted) {
        List<Filter> ofResources = wanted.stream()
                .filter(filter -> !(hasOwner && "owner-id".equals(filter.name())))
                .toList();
        boolean owned = wanted.stream()
                .filter(filter -> !ofResources.contains(filter))
                .allMatch(filter -> filter.values().contains(shelf.accountId()));
        List<T> found = filters.apply(shelf.visible(ids), ofResources);
        return owned ? found : List.of();
    }
}
