package dev.eksdsl.testing;

import dev.eksdsl.testing.ec2.FakeEc2;
import dev.eksdsl.testing.events.AwsEvent;
import dev.eksdsl.testing.events.EventSink;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Journal;
import dev.eksdsl.testing.server.World;
import java.time.Duration;

/** Spot instances that AWS takes back, by order of a test. Thread-safe. */
public final class SpotFaults {

    /** How long before it interrupts an instance EC2 says so (EC2 user guide, "Spot Instance interruption notices"). */
    public static final Duration NOTICE = Duration.ofMinutes(2);

    private static final String INTERRUPTION = "spot-interruption";

    private final World world;
    private final FakeEc2 ec2;
    private final EventSink events;

    SpotFaults(World world, FakeEc2 ec2, EventSink events) {
        this.world = world;
        this.ec2 = ec2;
        this.events = events;
        world.journal()
                .player(
                        INTERRUPTION,
                        deed -> interrupt(
                                deed.path("region").asText(),
                                deed.path("instance").asText()));
    }

    /**
     * EC2 tells EventBridge that it takes a Spot instance of the default region back, and does so two minutes later; its Auto
     * Scaling group puts another one into its place.
     *
     * @throws IllegalArgumentException if no such Spot instance runs
     */
    public SpotFaults interrupt(String instanceId) {
        return interrupt(FakeAws.DEFAULT_REGION, instanceId);
    }

    /** Like {@link #interrupt(String)}, in a region of the default account. */
    public SpotFaults interrupt(String region, String instanceId) {
        Caller owner = NodeFaults.owner(region);
        return world.locked(() -> {
            if (ec2.instance(owner, instanceId)
                    .filter(instance -> instance.spot())
                    .isEmpty()) {
                throw new IllegalArgumentException("no Spot instance " + instanceId + " runs in " + region);
            }
            try (Journal.Attempt attempt = world.journal().begin(NodeFaults.deed(INTERRUPTION, region, instanceId))) {
                events.put(owner, AwsEvent.spotInterruption(owner, instanceId));
                world.after(NOTICE, () -> ec2.interruptSpotInstance(owner, instanceId));
                attempt.succeeded();
            }
            return this;
        });
    }
}
