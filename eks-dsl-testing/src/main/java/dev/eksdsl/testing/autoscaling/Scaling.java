package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Brings groups to their desired capacity, each step as an activity. */
final class Scaling {

    private static final String NO_SUBNET = "No subnet of the Auto Scaling group exists in its Availability Zones.";

    private final Fleet fleet;
    private final Launching launching;
    private final LifecycleActions actions;
    private final Targets targets;

    Scaling(Fleet fleet, Targets targets) {
        this.fleet = fleet;
        this.launching = new Launching(fleet);
        this.actions = new LifecycleActions(fleet);
        this.targets = targets;
    }

    LifecycleActions actions() {
        return actions;
    }

    Targets targets() {
        return targets;
    }

    Launching launching() {
        return launching;
    }

    /** Looks at the group when Auto Scaling has noticed that something has changed. */
    void reconcileSoon(Group group) {
        fleet.world.lifecycle(fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> reconcile(group));
    }

    /** Starts what is missing, and terminates what is too much. */
    void reconcile(Group group) {
        if (group.gone) {
            return;
        }
        boolean missing = group.capacity() < group.desired();
        while (missing && !group.suspended("Launch") && launchOne(group)) {
            missing = group.capacity() < group.desired() || PurchaseOptions.lacking(group);
        }
        int surplus = group.capacity() - group.desired();
        if (surplus > 0 && !group.suspended("Terminate")) {
            for (Member member : TerminationOrder.choose(group, surplus)) {
                int before = group.capacity();
                terminate(
                        group,
                        member,
                        prefix(group) + at()
                                + " an instance was taken out of service in response to a difference between"
                                + " desired and actual capacity, shrinking the capacity from " + before + " to "
                                + (before - member.weight()) + ".  " + at() + " instance " + member.id()
                                + " was selected for termination.");
            }
        }
        group.cause = null;
    }

    private boolean launchOne(Group group) {
        List<SubnetView> places = launching.places(group);
        if (places.isEmpty()) {
            refused(group, null, Refusals.validation(NO_SUBNET));
        }
        for (SubnetView subnet : places) {
            if (launch(group, subnet).isPresent()) {
                return true;
            }
        }
        retryLater(group);
        return false;
    }

    /** Starts one instance in this subnet; empty if EC2 refuses, which an activity then tells. */
    Optional<Member> launch(Group group, SubnetView subnet) {
        Launching.Started started;
        int before = group.capacity();
        try {
            started = launching.launch(group, subnet);
        } catch (AwsFault refusal) {
            refused(group, subnet, refusal);
            return Optional.empty();
        }
        Member member = started.member();
        group.refusal = null;
        group.members.put(member.id(), member);
        Activity activity = group.activities.begin(
                fleet.newId(),
                "Launching a new EC2 instance: " + member.id(),
                prefix(group) + at() + " an instance was started in response to a difference between desired and actual"
                        + " capacity, increasing the capacity from " + before + " to " + (before + member.weight())
                        + ".",
                details(subnet),
                fleet.now());
        fleet.listeners.forEach(listener -> listener.started(
                group.owner,
                group.name(),
                started.instance(),
                member.described().instanceType()));
        fleet.world.lifecycle(
                fleet.duration(Durations.Of.AUTO_SCALING_LAUNCH), () -> arrived(group, member, activity.activityId()));
        return Optional.of(member);
    }

    private void arrived(Group group, Member member, String activity) {
        if (group.gone || !member.is(LifecycleState.PENDING)) {
            return;
        }
        actions.before(
                group,
                member,
                LifecycleActions.LAUNCHING,
                () -> group.activities.status(activity, ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 60),
                proceed -> {
                    if (proceed) {
                        member.state(LifecycleState.IN_SERVICE);
                        targets.follow(group);
                        group.activities.succeed(activity, fleet.now());
                    } else {
                        group.activities.cancel(
                                activity,
                                "Instance failed to complete user's Lifecycle Action: Lifecycle Action with token was"
                                        + " abandoned: Heartbeat Timeout or ABANDON",
                                fleet.now());
                        terminate(
                                group,
                                member,
                                at() + " an instance was taken out of service in response to a launch"
                                        + " lifecycle action that was abandoned.");
                        reconcileSoon(group);
                    }
                });
    }

    private void refused(Group group, @Nullable SubnetView subnet, AwsFault refusal) {
        group.refusal = refusal;
        int before = group.capacity();
        Activity activity = group.activities.begin(
                fleet.newId(),
                "Launching a new EC2 instance",
                prefix(group) + at() + " an instance was started in response to a difference between desired and actual"
                        + " capacity, increasing the capacity from " + before + " to " + (before + 1) + ".",
                subnet == null ? "{}" : details(subnet),
                fleet.now());
        group.activities.fail(
                activity.activityId(), refusal.getMessage() + " Launching EC2 instance failed.", fleet.now());
    }

    /** Auto Scaling goes on trying, unless the world is one in which nothing takes time. */
    private void retryLater(Group group) {
        if (!group.retrying && !fleet.world.isLenient()) {
            group.retrying = true;
            fleet.world.after(fleet.duration(Durations.Of.AUTO_SCALING_RETRY), () -> {
                group.retrying = false;
                reconcile(group);
            });
        }
    }

    /** Takes an instance out of service and terminates it; returns the activity that tells of it. */
    Activity terminate(Group group, Member member, String cause) {
        Activity activity = group.activities.begin(
                fleet.newId(),
                "Terminating EC2 instance: " + member.id(),
                cause,
                "{\"Availability Zone\":\"" + member.described().availabilityZone() + "\"}",
                fleet.now());
        member.state(LifecycleState.TERMINATING);
        targets.follow(group);
        actions.before(
                group,
                member,
                LifecycleActions.TERMINATING,
                () -> group.activities.status(
                        activity.activityId(), ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 60),
                proceed -> remove(group, member, activity.activityId()));
        return activity;
    }

    private void remove(Group group, Member member, String activity) {
        member.state(LifecycleState.TERMINATING);
        tellLeaving(group, member);
        fleet.network.terminateInstance(group.owner, member.id());
        fleet.world.lifecycle(fleet.duration(Durations.Of.AUTO_SCALING_TERMINATE), () -> {
            group.members.remove(member.id());
            group.activities.succeed(activity, fleet.now());
        });
    }

    private void tellLeaving(Group group, Member member) {
        fleet.listeners.forEach(listener -> listener.leaving(group.owner, group.name(), member.id()));
    }

    /** EC2 says that an instance is gone; if it was in a group, the group notices and replaces it. */
    void instanceGone(Caller owner, String instanceId) {
        fleet.in(owner).groupOf(instanceId).ifPresent(group -> {
            Member member = group.members.get(instanceId);
            if (member != null && !member.isLeaving()) {
                tellLeaving(group, member);
                unhealthy(group, member, "an EC2 health check indicating it has been terminated or stopped");
            }
        });
    }

    /** Marks an instance as ill; it is replaced when Auto Scaling has noticed. */
    void unhealthy(Group group, Member member, String why) {
        member.change(change -> change.healthStatus("Unhealthy"));
        fleet.world.lifecycle(fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> {
            boolean still = !group.gone
                    && group.members.containsKey(member.id())
                    && member.counts()
                    && member.described().healthStatus().equals("Unhealthy");
            if (still && !group.suspended("ReplaceUnhealthy") && !group.suspended("Terminate")) {
                terminate(group, member, at() + " an instance was taken out of service in response to " + why + ".");
                group.cause =
                        at() + " an instance was launched in response to an unhealthy instance needing to be replaced.";
                reconcile(group);
            }
        });
    }

    /** Terminates all instances at once, without activities: the group itself goes. */
    void forget(Group group) {
        group.gone = true;
        targets.follow(group);
        for (Member member : new ArrayList<>(group.members.values())) {
            boolean told = member.isLeaving();
            member.state(LifecycleState.TERMINATED);
            if (!told) {
                tellLeaving(group, member);
            }
            fleet.network.terminateInstance(group.owner, member.id());
        }
        group.members.clear();
        fleet.in(group.owner).groups.remove(group.name());
    }

    private static String prefix(Group group) {
        return group.cause == null ? "" : group.cause + "  ";
    }

    /** How causes tell the time. */
    String at() {
        return "At " + fleet.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String details(SubnetView subnet) {
        return "{\"Subnet ID\":\"" + subnet.id() + "\",\"Availability Zone\":\"" + subnet.zone() + "\"}";
    }
}
