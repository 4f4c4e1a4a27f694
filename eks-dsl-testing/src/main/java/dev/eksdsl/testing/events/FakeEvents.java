package dev.eksdsl.testing.events;

import dev.eksdsl.testing.logs.LogSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import dev.eksdsl.testing.sqs.MessageQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fake's EventBridge: buses, rules and targets by account and region. An event has reached its targets when the call that
 * put it returns. Rules with a rate fire in the fake's time; those with a cron expression are kept and do not fire.
 */
public final class FakeEvents implements FakeService, EventSink {

    private final World world;
    private final Buses buses;
    private final Delivery delivery;
    private final EventTags tags;

    /**
     * @param queues takes what targets with the ARN of a queue are sent
     * @param logs takes what targets with the ARN of a log group are sent
     */
    public FakeEvents(World world, MessageQueues queues, LogSink logs) {
        this.world = world;
        this.buses = new Buses(world);
        this.delivery = new Delivery(world, buses, queues, logs);
        this.tags = new EventTags(buses);
    }

    @Override
    public String signingName() {
        return "events";
    }

    @Override
    public void register(Operations operations) {
        new BusOperations(world, buses).register(operations);
        new RuleOperations(world, buses, delivery).register(operations);
        new TargetOperations(world, buses).register(operations);
        new EventOperations(buses, delivery).register(operations);
        tags.register(operations);
    }

    @Override
    public void reset() {
        buses.clear();
    }

    @Override
    public void put(Caller owner, AwsEvent event) {
        FakeBus bus = buses.standard(owner);
        if (bus.rules.isEmpty()) {
            return;
        }
        delivery.put(
                bus,
                delivery.envelope(
                        owner, event.source(), event.detailType(), event.resources(), Delivery.tree(event.detail())));
    }

    /** Buses that somebody made, and all rules. */
    @Override
    public List<InventoryItem> inventory() {
        List<InventoryItem> items = new ArrayList<>();
        for (FakeBus bus : buses.all()) {
            if (!bus.isDefault()) {
                items.add(new InventoryItem("events", "event-bus", bus.arn(), bus.tags));
            }
            bus.rules.values().forEach(rule -> items.add(new InventoryItem("events", "rule", rule.arn(), rule.tags)));
        }
        return items;
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        List<TaggedResource> resources = new ArrayList<>();
        for (FakeBus bus : buses.of(caller)) {
            resources.add(new TaggedResource(bus.arn(), "events:event-bus", bus.tags));
            bus.rules.values().forEach(rule -> resources.add(new TaggedResource(rule.arn(), "events:rule", rule.tags)));
        }
        return resources;
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<Map<String, String>> present = tags.of(arn);
        present.ifPresent(found -> {
            found.putAll(set);
            found.keySet().removeAll(removed);
        });
        return present.isPresent();
    }
}
