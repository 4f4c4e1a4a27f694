package dev.eksdsl.testing.ec2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Deed;
import dev.eksdsl.testing.server.Journal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where EC2 is out of instances, by order of a test. Without an order there is enough of everything. A launch that meets a
 * shortage is refused with {@code InsufficientInstanceCapacity}, in EC2's words; a fleet passes it over and tries its other
 * choices.
 *
 * <p>Types and zones may hold the wildcards {@code *} and {@code ?}. Counts for all accounts. Thread-safe.
 *
 * <pre>{@code
 * capacity.none("m6i.large", "us-east-1a");
 * capacity.noSpotFor(Duration.ofMinutes(10), "*", "*");
 * }</pre>
 */
public final class Capacity {

    private record Shortage(
            String type,
            String zone,
            boolean onDemandToo,
            @Nullable Instant until) {}

    private static final String DEED = "capacity";

    private final InstantSource time;
    private final Journal journal;
    private final List<Shortage> shortages = new ArrayList<>();

    /** @param journal takes note of orders, and can repeat them */
    Capacity(InstantSource time, Journal journal) {
        this.time = time;
        this.journal = journal;
        journal.player(DEED, this::repeat);
    }

    /** There are none of the type in the zone, until {@link #restore}. */
    public Capacity none(String instanceType, String zone) {
        return add(new Shortage(instanceType, zone, true, null));
    }

    /** There are none of the type in the zone, for so long in the fake's time. */
    public Capacity noneFor(Duration duration, String instanceType, String zone) {
        return add(new Shortage(instanceType, zone, true, time.instant().plus(duration)));
    }

    /** There are no Spot instances of the type in the zone, until {@link #restore}; On-Demand ones there are. */
    public Capacity noSpot(String instanceType, String zone) {
        return add(new Shortage(instanceType, zone, false, null));
    }

    /** There are no Spot instances of the type in the zone, for so long in the fake's time. */
    public Capacity noSpotFor(Duration duration, String instanceType, String zone) {
        return add(new Shortage(instanceType, zone, false, time.instant().plus(duration)));
    }

    /** Ends all shortages. */
    public Capacity restore() {
        journal.setting(Deed.of(DEED, JsonNodeFactory.instance.objectNode()), this::forget);
        return this;
    }

    private synchronized void forget() {
        shortages.clear();
    }

    private Capacity add(Shortage shortage) {
        ObjectNode deed = JsonNodeFactory.instance.objectNode();
        deed.put("type", shortage.type()).put("zone", shortage.zone()).put("onDemandToo", shortage.onDemandToo());
        if (shortage.until() != null) {
            deed.put("until", shortage.until().toString());
        }
        journal.setting(Deed.of(DEED, deed), () -> keep(shortage));
        return this;
    }

    private synchronized void keep(Shortage shortage) {
        shortages.add(shortage);
    }

    private void repeat(ObjectNode deed) {
        if (!deed.has("type")) {
            restore();
            return;
        }
        try {
            Instant until = deed.has("until") ? Instant.parse(deed.path("until").asText()) : null;
            add(new Shortage(
                    deed.path("type").asText(),
                    deed.path("zone").asText(),
                    deed.path("onDemandToo").asBoolean(),
                    until));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its moment cannot be read", e);
        }
    }

    synchronized boolean has(String type, String zone, boolean spot, Instant now) {
        return shortages.stream()
                .noneMatch(shortage -> (spot || shortage.onDemandToo())
                        && (shortage.until() == null || now.isBefore(shortage.until()))
                        && Filters.wildcards(shortage.type()).matcher(type).matches()
                        && Filters.wildcards(shortage.zone()).matcher(zone).matches());
    }

    /** @throws AwsFault if there is a shortage */
    void check(String type, String zone, boolean spot, Instant now) {
        if (has(type, zone, spot, now)) {
            return;
        }
        throw spot
                ? new AwsFault(
                        500,
                        "InsufficientInstanceCapacity",
                        "There is no Spot capacity available that matches your request.")
                : insufficient(type, zone, now);
    }

    private AwsFault insufficient(String type, String zone, Instant now) {
        String region = zone.substring(0, zone.length() - 1);
        String elsewhere = Zones.of(region).stream()
                .map(Zones.Zone::name)
                .filter(other -> !other.equals(zone) && has(type, other, false, now))
                .collect(Collectors.joining(", "));
        String advice = elsewhere.isEmpty()
                ? ""
                : " You can currently get " + type
                        + " capacity by not specifying an Availability Zone in your request or choosing " + elsewhere
                        + ".";
        return new AwsFault(
                500,
                "InsufficientInstanceCapacity",
                "We currently do not have sufficient " + type
                        + " capacity in the Availability Zone you requested (" + zone
                        + "). Our system will be working on provisioning additional capacity." + advice);
    }
}
