package dev.eksdsl.testing.ec2;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/** A prefix list: one of AWS's for a service, or one that a user manages, with its versions. */
final class FakePrefixList extends FakeResource {

    final String name;
    final String ownerId;
    final String family;
    int maxEntries;

    /** Blocks with their descriptions, by version; the last is the present one. */
    final NavigableMap<Long, Map<String, String>> versions = new TreeMap<>();

    PrefixListState state = PrefixListState.CREATE_COMPLETE;
    String shownName;

    FakePrefixList(
            String id,
            String name,
            String ownerId,
            String family,
            int maxEntries,
            Map<String, String> entries,
            Map<String, String> tags) {
        super(id, tags);
        this.name = name;
        this.shownName = name;
        this.ownerId = ownerId;
        this.family = family;
        this.maxEntries = maxEntries;
        this.versions.put(1L, entries);
    }

    boolean isAws() {
        return ownerId.equals("AWS");
    }

    Map<String, String> entries() {
        return versions.lastEntry().getValue();
    }

    ManagedPrefixList view(RegionalState place) {
        ManagedPrefixList.Builder view = ManagedPrefixList.builder()
                .prefixListId(id)
                .prefixListName(shownName)
                .ownerId(ownerId)
                .addressFamily(family)
                .state(state)
                .prefixListArn("arn:" + place.partition + ":ec2:" + place.region + ":"
                        + (isAws() ? "aws" : place.accountId) + ":prefix-list/" + id)
                .tags(tagViews());
        return isAws()
                ? view.build()
                : view.version(versions.lastKey()).maxEntries(maxEntries).build();
    }
}
