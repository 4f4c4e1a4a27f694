package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** One instance of a group. */
final class Member {

    final Caller owner;
    final Instant since;
    final boolean spot;
    /** Lifecycle actions that are waited for: the token by the name of the hook. */
    final Map<String, String> waitedFor = new HashMap<>();

    private Instance described;

    Member(Caller owner, Instant since, boolean spot, Instance described) {
        this.owner = owner;
        this.since = since;
        this.spot = spot;
        this.described = described;
    }

    Instance described() {
        return described;
    }

    void change(Consumer<Instance.Builder> change) {
        described = described.copy(change);
    }

    String id() {
        return described.instanceId();
    }

    LifecycleState state() {
        return described.lifecycleState();
    }

    void state(LifecycleState state) {
        change(change -> change.lifecycleState(state));
    }

    boolean is(LifecycleState state) {
        return described.lifecycleState() == state;
    }

    boolean isLeaving() {
        return switch (described.lifecycleState()) {
            case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED, TERMINATED, DETACHING, DETACHED -> true;
            default -> false;
        };
    }

    boolean isStandby() {
        return is(LifecycleState.STANDBY) || is(LifecycleState.ENTERING_STANDBY);
    }

    /** Whether it counts towards the desired capacity. */
    boolean counts() {
        return !isLeaving() && !isStandby();
    }

    /** How much it counts: its weight, or one. */
    int weight() {
        return described.weightedCapacity() == null ? 1 : Integer.parseInt(described.weightedCapacity());
    }

    /** As DescribeAutoScalingInstances shows it, where health is in capitals. */
    AutoScalingInstanceDetails details(String group) {
        return AutoScalingInstanceDetails.builder()
                .autoScalingGroupName(group)
                .instanceId(described.instanceId())
                .instanceType(described.instanceType())
                .availabilityZone(described.availabilityZone())
                .lifecycleState(described.lifecycleStateAsString())
                .healthStatus(described.healthStatus().toUpperCase(Locale.ROOT))
                .launchConfigurationName(described.launchConfigurationName())
                .launchTemplate(described.launchTemplate())
                .protectedFromScaleIn(described.protectedFromScaleIn())
                .weightedCapacity(described.weightedCapacity())
                .build();
    }
}
