package dev.eksdsl.resource;

import dev.eksdsl.model.ResourceId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the lease tags of several resources of one cluster say. A value.
 *
 * @param byResource the end of the lease, of those that have one
 * @param without the resources that carry no lease
 * @param unreadable the resources whose lease tag holds no instant, with what it holds
 */
public record Leases(Map<ResourceId, Instant> byResource, Set<ResourceId> without, Map<ResourceId, String> unreadable) {

    /** Reads the tags. */
    public static Leases of(Map<ResourceId, Map<String, String>> tags) {
        Map<ResourceId, Instant> leases = new TreeMap<>();
        Set<ResourceId> without = new TreeSet<>();
        Map<ResourceId, String> unreadable = new TreeMap<>();
        tags.forEach((id, own) -> {
            String text = own.get(Ownership.LEASE_TAG);
            if (text == null) {
                without.add(id);
                return;
            }
            parse(text).ifPresentOrElse(until -> leases.put(id, until), () -> unreadable.put(id, text));
        });
        return new Leases(leases, without, unreadable);
    }

    /** The instant that a lease tag holds; empty if it holds something else. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException somebodyChangedIt) {
            return Optional.empty();
        }
    }

    /**
     * The lease of all together: the latest. An extension writes to one resource only, and a later apply gives what it
     * creates a later lease, so the others' are of the past.
     */
    public Optional<Instant> until() {
        return byResource.values().stream().max(Instant::compareTo);
    }
}
