package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Puts instances on standby, where they do not count, and back into service. */
final class StandbyOperations {

    private final Fleet fleet;
    private final Scaling scaling;

    StandbyOperations(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(EnterStandbyRequest.class, this::enter);
        operations.on(ExitStandbyRequest.class, this::exit);
    }

    private EnterStandbyResponse enter(EnterStandbyRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<Member> members = request.instanceIds().stream().map(group::member).toList();
        members.forEach(member -> requireState(group, member, LifecycleState.IN_SERVICE));
        if (Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity())) {
            InstanceOperations.requireAboveMinimum(group, members.size());
            group.change(change -> change.desiredCapacity(group.desired() - members.size()));
        }
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            Activity activity = begin(group, "Moving EC2 instance to Standby: ", member, "moved to Standby");
            activities.add(activity);
            member.state(LifecycleState.ENTERING_STANDBY);
            after(group, member, activity, LifecycleState.ENTERING_STANDBY, LifecycleState.STANDBY);
        }
        scaling.targets().follow(group);
        scaling.reconcileSoon(group);
        return EnterStandbyResponse.builder().activities(activities).build();
    }

    private ExitStandbyResponse exit(ExitStandbyRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<Member> members = request.instanceIds().stream().map(group::member).toList();
        members.forEach(member -> requireState(group, member, LifecycleState.STANDBY));
        int wanted = group.desired() + members.size();
        if (wanted > group.described().maxSize()) {
            throw Refusals.validation("AutoScalingGroup " + group.name() + " has max-size="
                    + group.described().maxSize() + " and desired-size=" + group.desired() + ". To move out of standby "
                    + members.size() + " instances, please update the AutoScalingGroup sizes appropriately.");
        }
        group.change(change -> change.desiredCapacity(wanted));
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            Activity activity = begin(group, "Moving EC2 instance out of Standby: ", member, "moved out of Standby");
            group.activities.status(activity.activityId(), ScalingActivityStatusCode.PRE_IN_SERVICE, 30);
            activities.add(activity.copy(copy ->
                    copy.statusCode(ScalingActivityStatusCode.PRE_IN_SERVICE).progress(30)));
            member.state(LifecycleState.PENDING);
            after(group, member, activity, LifecycleState.PENDING, LifecycleState.IN_SERVICE);
        }
        return ExitStandbyResponse.builder().activities(activities).build();
    }

    private static void requireState(Group group, Member member, LifecycleState state) {
        if (!member.is(state)) {
            throw Refusals.validation("The instance " + member.id() + " is not in " + state + ".");
        }
    }

    private Activity begin(Group group, String what, Member member, String done) {
        return group.activities.begin(
                fleet.newId(),
                what + member.id(),
                scaling.at() + " instance " + member.id() + " was " + done + " in response to a user request.",
                "{\"Availability Zone\":\"" + member.described().availabilityZone() + "\"}",
                fleet.now());
    }

    private void after(Group group, Member member, Activity activity, LifecycleState from, LifecycleState to) {
        fleet.world.lifecycle(fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> {
            if (member.is(from)) {
                member.state(to);
                scaling.targets().follow(group);
                group.activities.succeed(activity.activityId(), fleet.now());
            }
        });
    }
}
