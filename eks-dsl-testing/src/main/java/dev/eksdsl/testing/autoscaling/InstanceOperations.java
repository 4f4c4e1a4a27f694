package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.RunningInstance;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** Attach, detach, terminate and protect instances, and say how they are. */
final class InstanceOperations {

    private final Fleet fleet;
    private final Scaling scaling;

    InstanceOperations(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(AttachInstancesRequest.class, this::attach);
        operations.on(DetachInstancesRequest.class, this::detach);
        operations.on(TerminateInstanceInAutoScalingGroupRequest.class, this::terminate);
        operations.on(SetInstanceProtectionRequest.class, this::protect);
        operations.on(SetInstanceHealthRequest.class, this::setHealth);
    }

    private AttachInstancesResponse attach(AttachInstancesRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        int after = group.desired() + request.instanceIds().size();
        if (after > group.described().maxSize()) {
            throw Refusals.validation("AutoScalingGroup " + group.name() + " has max-size="
                    + group.described().maxSize() + " and cannot take "
                    + request.instanceIds().size()
                    + " more instances beyond its desired capacity of " + group.desired() + ".");
        }
        List<RunningInstance> instances =
                request.instanceIds().stream().map(id -> attachable(id, caller)).toList();
        for (RunningInstance instance : instances) {
            Member member = new Member(caller, fleet.now(), false, described(group, instance));
            group.members.put(member.id(), member);
            Activity activity = group.activities.begin(
                    fleet.newId(),
                    "Attaching an existing EC2 instance: " + instance.id(),
                    scaling.at() + " an instance was attached in response to a user request.",
                    "{}",
                    fleet.now());
            group.activities.succeed(activity.activityId(), fleet.now());
        }
        group.change(change -> change.desiredCapacity(after));
        scaling.targets().follow(group);
        return AttachInstancesResponse.builder().build();
    }

    private RunningInstance attachable(String id, Caller caller) {
        RunningInstance instance = fleet.network
                .instance(caller, id)
                .orElseThrow(() -> Refusals.validation("Invalid Instance ID(s): [" + id
                        + "]. The instance must exist and" + " be in the running state."));
        fleet.in(caller).groupOf(id).ifPresent(group -> {
            throw Refusals.validation(
                    "Instance " + id + " is already part of Auto Scaling group: " + group.name() + ".");
        });
        return instance;
    }

    private static Instance described(Group group, RunningInstance instance) {
        LaunchTemplateSpecification template = group.described().launchTemplate();
        return Instance.builder()
                .instanceId(instance.id())
                .instanceType(instance.instanceType())
                .availabilityZone(instance.zone())
                .lifecycleState(LifecycleState.IN_SERVICE)
                .healthStatus("Healthy")
                .launchConfigurationName(group.described().launchConfigurationName())
                .launchTemplate(template)
                .protectedFromScaleIn(Boolean.TRUE.equals(group.described().newInstancesProtectedFromScaleIn()))
                .build();
    }

    private DetachInstancesResponse detach(DetachInstancesRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<Member> members = request.instanceIds().stream().map(group::member).toList();
        int less = (int) members.stream().filter(Member::counts).count();
        if (Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity())) {
            requireAboveMinimum(group, less);
            group.change(change -> change.desiredCapacity(group.desired() - less));
        }
        List<Activity> activities = new ArrayList<>();
        for (Member member : members) {
            activities.add(group.activities.begin(
                    fleet.newId(),
                    "Detaching EC2 instance: " + member.id(),
                    scaling.at() + " instance " + member.id() + " was detached in response to a user request.",
                    "{}",
                    fleet.now()));
            member.state(LifecycleState.DETACHING);
            String activity = activities.get(activities.size() - 1).activityId();
            fleet.world.lifecycle(fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> {
                group.members.remove(member.id());
                group.activities.succeed(activity, fleet.now());
            });
        }
        scaling.targets().follow(group);
        scaling.reconcileSoon(group);
        return DetachInstancesResponse.builder().activities(activities).build();
    }

    static void requireAboveMinimum(Group group, int less) {
        int min = group.described().minSize();
        if (group.desired() - less < min) {
            throw Refusals.validation("AutoScalingGroup " + group.name() + " has min-size=" + min + ", max-size="
                    + group.described().maxSize() + ", and desired-size=" + group.desired()
                    + ". To place into standby or"
                    + " detach " + less + " instances, please update the AutoScalingGroup sizes appropriately.");
        }
    }

    private TerminateInstanceInAutoScalingGroupResponse terminate(
            TerminateInstanceInAutoScalingGroupRequest request, Caller caller) {
        Group group = fleet.in(caller).requireGroupOf(request.instanceId());
        Member member = group.member(request.instanceId());
        if (Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity()) && member.counts()) {
            int min = group.described().minSize();
            if (group.desired() - 1 < min) {
                throw Refusals.validation("Currently, desiredSize equals minSize (" + min + "). Terminating instance"
                        + " without replacement will violate group's min size constraint. Either set"
                        + " shouldDecrementDesiredCapacity flag to false or lower group's min size.");
            }
            group.change(change -> change.desiredCapacity(group.desired() - 1));
        }
        Activity activity = scaling.terminate(
                group,
                member,
                scaling.at() + " instance " + member.id() + " was taken out of service in response to a user request.");
        scaling.reconcileSoon(group);
        return TerminateInstanceInAutoScalingGroupResponse.builder()
                .activity(activity)
                .build();
    }

    private SetInstanceProtectionResponse protect(SetInstanceProtectionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<Member> members = request.instanceIds().stream().map(group::member).toList();
        members.forEach(member -> member.change(change -> change.protectedFromScaleIn(request.protectedFromScaleIn())));
        return SetInstanceProtectionResponse.builder().build();
    }

    private SetInstanceHealthResponse setHealth(SetInstanceHealthRequest request, Caller caller) {
        Group group = fleet.in(caller).requireGroupOf(request.instanceId());
        Member member = group.member(request.instanceId());
        if (!List.of("Healthy", "Unhealthy").contains(request.healthStatus())) {
            throw Refusals.validation(
                    "Instance Health Status must be one of [Healthy, Unhealthy]: " + request.healthStatus());
        }
        boolean graced = !Boolean.FALSE.equals(request.shouldRespectGracePeriod())
                && fleet.now()
                        .isBefore(member.since.plusSeconds(group.described().healthCheckGracePeriod()));
        if (request.healthStatus().equals("Healthy")) {
            member.change(change -> change.healthStatus("Healthy"));
        } else if (!graced) {
            scaling.unhealthy(group, member, "a user health-check");
        }
        return SetInstanceHealthResponse.builder().build();
    }
}
