package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.LoadBalancerNetwork.Target;
import dev.eksdsl.testing.server.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * How targets are. A target is initial until health checks have passed, which takes {@link
 * Durations.Of#TARGET_HEALTHY} from when it is registered behind a load balancer that is active.
 */
final class TargetHealths {

    private final ElbState state;
    private final RegionalBalancers place;
    private final FakeTargetGroup group;

    TargetHealths(ElbState state, RegionalBalancers place, FakeTargetGroup group) {
        this.state = state;
        this.place = place;
        this.group = group;
    }

    TargetHealthDescription of(FakeTargetGroup.Registered target) {
        return described(target.description, health(target));
    }

    /** The health of what a request names. */
    TargetHealthDescription of(TargetDescription named) {
        FakeTargetGroup.Registered target = group.targets.get(group.keyOf(named));
        return target != null
                ? of(target)
                : described(
                        named,
                        health(
                                TargetHealthStateEnum.UNUSED,
                                TargetHealthReasonEnum.TARGET_NOT_REGISTERED,
                                "Target is not registered to the target group"));
    }

    private TargetHealthDescription described(TargetDescription target, TargetHealth health) {
        Integer port = target.port() == null ? group.settings.port() : target.port();
        String checked = group.settings.healthCheckPort();
        TargetDescription.Builder shown = target.toBuilder().port(port);
        return TargetHealthDescription.builder()
                .target(shown.build())
                .healthCheckPort("traffic-port".equals(checked) ? String.valueOf(port) : checked)
                .targetHealth(health)
                .build();
    }

    private TargetHealth health(FakeTargetGroup.Registered target) {
        if (target.draining) {
            return health(
                    TargetHealthStateEnum.DRAINING,
                    TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS,
                    "Target deregistration is in progress");
        }
        if (!Boolean.TRUE.equals(group.settings.healthCheckEnabled())) {
            return health(
                    TargetHealthStateEnum.UNAVAILABLE,
                    TargetHealthReasonEnum.TARGET_HEALTH_CHECK_DISABLED,
                    "Health checks are not enabled for this target");
        }
        Instant usedSince = group.usedSince;
        if (usedSince == null) {
            return health(
                    TargetHealthStateEnum.UNUSED,
                    TargetHealthReasonEnum.TARGET_NOT_IN_USE,
                    "Target group is not configured to receive traffic from the load balancer");
        }
        Optional<String> stopped = stopped(target);
        if (stopped.isPresent()) {
            return health(
                    TargetHealthStateEnum.UNUSED,
                    TargetHealthReasonEnum.TARGET_INVALID_STATE,
                    "Target is in the " + stopped.get() + " state");
        }
        List<FakeLoadBalancer> users = place.usersOf(group);
        Optional<String> zone = zone(target);
        if (zone.isPresent() && users.stream().noneMatch(user -> user.isIn(zone.get()))) {
            return health(
                    TargetHealthStateEnum.UNUSED,
                    TargetHealthReasonEnum.TARGET_NOT_IN_USE,
                    "Target is in an Availability Zone that is not enabled for the load balancer");
        }
        return checked(target, usedSince, users);
    }

    private TargetHealth checked(FakeTargetGroup.Registered target, Instant usedSince, List<FakeLoadBalancer> users) {
        Instant active = users.stream()
                .map(user -> user.activeSince)
                .filter(since -> since != null)
                .min(Instant::compareTo)
                .orElse(null);
        if (active == null) {
            return health(
                    TargetHealthStateEnum.INITIAL,
                    TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS,
                    "Target registration is in progress");
        }
        Instant begin = latest(latest(target.since, usedSince), active);
        Duration needed = state.world.isLenient()
                ? Duration.ZERO
                : state.world.durations().of(Durations.Of.TARGET_HEALTHY);
        if (begin.plus(needed).isAfter(state.world.now())) {
            return health(
                    TargetHealthStateEnum.INITIAL,
                    TargetHealthReasonEnum.ELB_INITIAL_HEALTH_CHECKING,
                    "Initial health checks in progress");
        }
        return answers(target)
                ? TargetHealth.builder().state(TargetHealthStateEnum.HEALTHY).build()
                : health(TargetHealthStateEnum.UNHEALTHY, TargetHealthReasonEnum.TARGET_TIMEOUT, "Request timed out");
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The state of an instance that does not run; empty if it runs, or the target is no instance. */
    private Optional<String> stopped(FakeTargetGroup.Registered target) {
        if (!group.takes(TargetTypeEnum.INSTANCE) || state.world.isLenient()) {
            return Optional.empty();
        }
        String instanceState = state.interfaces
                .instance(place.owner, target.description.id())
                .map(Target::state)
                .orElse("terminated");
        return Optional.of(instanceState).filter(each -> !each.equals("running") && !each.equals("pending"));
    }

    private Optional<String> zone(FakeTargetGroup.Registered target) {
        String id = target.description.id();
        if (group.takes(TargetTypeEnum.INSTANCE)) {
            return state.interfaces.instance(place.owner, id).map(Target::zone);
        }
        return group.takes(TargetTypeEnum.IP)
                ? state.interfaces.zoneOfAddress(place.owner, group.settings.vpcId(), id)
                : Optional.empty();
    }

    /** Whether anything is known to answer there. */
    private boolean answers(FakeTargetGroup.Registered target) {
        if (target.vouched || state.world.isLenient() || !group.takes(TargetTypeEnum.IP)) {
            return true;
        }
        return state.interfaces
                .zoneOfAddress(place.owner, group.settings.vpcId(), target.description.id())
                .isPresent();
    }

    private static TargetHealth health(
            TargetHealthStateEnum state, @Nullable TargetHealthReasonEnum reason, String description) {
        return TargetHealth.builder()
                .state(state)
                .reason(reason)
                .description(description)
                .build();
    }
}
