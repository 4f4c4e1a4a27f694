package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What every resource of the fake's EC2 has: an id, tags, and a moment from which the API shows it. */
abstract class FakeResource {

    final String id;
    final Map<String, String> tags = new TreeMap<>();

    private long number;
    private Instant visibleFrom = Instant.MIN;

    FakeResource(String id, Map<String, String> tags) {
        this.id = id;
        this.tags.putAll(tags);
    }

    /** Called by the shelf that takes the resource in. */
    final void stored(long orderNumber, Instant visible) {
        number = orderNumber;
        visibleFrom = visible;
    }

    /** Orders resources of one kind by their creation. */
    final String order() {
        return String.format("%012d", number);
    }

    final boolean visibleAt(Instant moment) {
        return !visibleFrom.isAfter(moment);
    }

    final List<Tag> tagViews() {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
