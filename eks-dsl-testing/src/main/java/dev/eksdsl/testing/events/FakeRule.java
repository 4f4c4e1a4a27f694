package dev.eksdsl.testing.events;

import dev.eksdsl.time.Timeline;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** One rule of a bus. */
final class FakeRule {

    final FakeBus bus;
    final String name;
    final Map<String, Target> targets = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();

    @Nullable
    String pattern;

    @Nullable
    String schedule;

    @Nullable
    String description;

    @Nullable
    String roleArn;

    RuleState state = RuleState.ENABLED;

    @Nullable
    EventPattern parsed;

    Timeline.@Nullable Scheduled next;

    FakeRule(FakeBus bus, String name) {
        this.bus = bus;
        this.name = name;
    }

    /** Rules of the default bus leave the bus out. */
    String arn() {
        return bus.arn("rule/" + (bus.isDefault() ? "" : bus.name + "/") + name);
    }

    boolean isEnabled() {
        return state != RuleState.DISABLED;
    }

    void callOff() {
        Timeline.Scheduled scheduled = next;
        if (scheduled != null) {
            scheduled.cancel();
            next = null;
        }
    }
}
