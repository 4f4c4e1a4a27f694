package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.RunningInstance;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeletionProtection;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Create, change, resize and delete groups. */
final class GroupOperations {

    /** Groups of an account in a region (Auto Scaling user guide, "Quotas"). */
    static final int MOST_GROUPS = 500;

    private final Fleet fleet;
    private final Scaling scaling;
    private final GroupRules rules;

    GroupOperations(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
        this.rules = new GroupRules(fleet);
    }

    void register(Operations operations) {
        operations.on(CreateAutoScalingGroupRequest.class, this::create);
        operations.on(UpdateAutoScalingGroupRequest.class, this::update);
        operations.on(SetDesiredCapacityRequest.class, this::setDesired);
        operations.on(DeleteAutoScalingGroupRequest.class, this::delete);
    }

    private CreateAutoScalingGroupResponse create(CreateAutoScalingGroupRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        String name = request.autoScalingGroupName();
        if (place.groups.containsKey(name)) {
            throw Refusals.alreadyExists(
                    "AutoScalingGroup by this name already exists - A group with the name " + name + " already exists");
        }
        if (place.groups.size() >= MOST_GROUPS) {
            throw Refusals.limitExceeded("AutoScalingGroup limit exceeded: " + MOST_GROUPS);
        }
        long sources = Stream.of(
                        request.launchTemplate(),
                        request.launchConfigurationName(),
                        request.instanceId(),
                        request.mixedInstancesPolicy())
                .filter(source -> source != null)
                .count();
        if (sources != 1) {
            throw Refusals.validation("Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                    + " InstanceId or MixedInstancesPolicy parameter.");
        }
        AutoScalingGroup described = described(request, caller);
        rules.sizes(described.minSize(), described.maxSize(), described.desiredCapacity());
        scaling.targets().check(caller, described.targetGroupARNs());
        if (request.instanceId() != null) {
            described = fromInstance(request, described, caller);
        }
        Group group = new Group(
                caller,
                rules.placed(described, caller, !request.availabilityZones().isEmpty()));
        request.lifecycleHookSpecificationList().forEach(hook -> addHook(group, hook));
        group.cause =
                scaling.at() + " a user request created an AutoScalingGroup changing the desired capacity from 0 to "
                        + group.desired() + ".";
        place.groups.put(name, group);
        scaling.reconcileSoon(group);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    private AutoScalingGroup described(CreateAutoScalingGroupRequest request, Caller caller) {
        String name = request.autoScalingGroupName();
        AutoScalingGroup.Builder group = AutoScalingGroup.builder()
                .autoScalingGroupARN(fleet.arn(caller, "autoScalingGroup", "autoScalingGroupName/" + name))
                .createdTime(fleet.now())
                .defaultCooldown(300)
                .healthCheckType("EC2")
                .healthCheckGracePeriod(0)
                .desiredCapacity(request.minSize())
                .newInstancesProtectedFromScaleIn(false)
                .terminationPolicies("Default")
                .serviceLinkedRoleARN(Fleet.serviceRole(caller))
                .loadBalancerNames(List.of())
                .targetGroupARNs(List.of())
                .trafficSources(List.of())
                .suspendedProcesses(List.of())
                .enabledMetrics(List.of());
        SameFields.copy(request, group, Set.of("Tags", "LaunchTemplate", "MixedInstancesPolicy", "InstanceId"));
        group.tags(request.tags().stream()
                .map(tag -> TagOperations.described(name, tag))
                .toList());
        rules.launchConfiguration(request.launchConfigurationName(), caller);
        if (request.launchTemplate() != null) {
            group.launchTemplate(rules.template(request.launchTemplate(), caller));
        }
        if (request.mixedInstancesPolicy() != null) {
            group.mixedInstancesPolicy(rules.mixed(request.mixedInstancesPolicy(), null, caller));
        }
        return group.build();
    }

    /** AWS makes a launch configuration of the group's name from the instance. */
    private AutoScalingGroup fromInstance(
            CreateAutoScalingGroupRequest request, AutoScalingGroup described, Caller caller) {
        RunningInstance instance = fleet.network
                .instance(caller, request.instanceId())
                .orElseThrow(() -> Refusals.validation("Instance [" + request.instanceId() + "] is invalid."));
        String name = request.autoScalingGroupName();
        fleet.in(caller)
                .configurations
                .put(
                        name,
                        LaunchConfiguration.builder()
                                .launchConfigurationName(name)
                                .launchConfigurationARN(
                                        fleet.arn(caller, "launchConfiguration", "launchConfigurationName/" + name))
                                .imageId(instance.imageId())
                                .instanceType(instance.instanceType())
                                .securityGroups(instance.groupIds())
                                .createdTime(fleet.now())
                                .instanceMonitoring(monitoring -> monitoring.enabled(true))
                                .ebsOptimized(false)
                                .build());
        boolean placed = !request.availabilityZones().isEmpty() || request.vpcZoneIdentifier() != null;
        return described.copy(copy -> {
            copy.launchConfigurationName(name);
            if (!placed) {
                copy.vpcZoneIdentifier(instance.subnetId());
            }
        });
    }

    private static void addHook(Group group, LifecycleHookSpecification hook) {
        group.hooks.put(hook.lifecycleHookName(), HookOperations.hook(group, hook));
    }

    private UpdateAutoScalingGroupResponse update(UpdateAutoScalingGroupRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        long sources = Stream.of(
                        request.launchTemplate(), request.launchConfigurationName(), request.mixedInstancesPolicy())
                .filter(source -> source != null)
                .count();
        if (sources > 1) {
            throw Refusals.validation("Valid requests must contain either LaunchTemplate, LaunchConfigurationName or"
                    + " MixedInstancesPolicy parameter.");
        }
        AutoScalingGroup before = group.described();
        AutoScalingGroup.Builder changed = before.toBuilder();
        SameFields.copy(request, changed, Set.of("LaunchTemplate", "MixedInstancesPolicy", "DesiredCapacity"));
        source(request, before, changed, caller);
        int min = request.minSize() == null ? before.minSize() : request.minSize();
        int max = request.maxSize() == null ? before.maxSize() : request.maxSize();
        int desired = request.desiredCapacity() == null
                ? Math.max(min, Math.min(max, before.desiredCapacity()))
                : request.desiredCapacity();
        rules.sizes(min, max, desired);
        AutoScalingGroup after = changed.build();
        AutoScalingGroup placed = request.vpcZoneIdentifier() == null
                        && request.availabilityZones().isEmpty()
                ? after
                : rules.placed(after, caller, !request.availabilityZones().isEmpty());
        group.change(change -> SameFields.copy(placed, change, Set.of()));
        clearOtherSources(group, request);
        group.desire(
                desired,
                scaling.at() + " a user request update of AutoScalingGroup constraints to min: " + min + ", max: " + max
                        + ", desired: " + desired);
        scaling.reconcileSoon(group);
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    private void source(
            UpdateAutoScalingGroupRequest request,
            AutoScalingGroup before,
            AutoScalingGroup.Builder changed,
            Caller caller) {
        rules.launchConfiguration(request.launchConfigurationName(), caller);
        if (request.launchTemplate() != null) {
            changed.launchTemplate(rules.template(request.launchTemplate(), caller));
        }
        if (request.mixedInstancesPolicy() != null) {
            changed.mixedInstancesPolicy(
                    rules.mixed(request.mixedInstancesPolicy(), before.mixedInstancesPolicy(), caller));
        }
    }

    /** A group has one source of its instances: a new one takes the place of the old. */
    private static void clearOtherSources(Group group, UpdateAutoScalingGroupRequest request) {
        if (request.launchTemplate() != null) {
            group.source(null, group.described().launchTemplate(), null);
        } else if (request.mixedInstancesPolicy() != null) {
            group.source(null, null, group.described().mixedInstancesPolicy());
        } else if (request.launchConfigurationName() != null) {
            group.source(group.described().launchConfigurationName(), null, null);
        }
    }

    private SetDesiredCapacityResponse setDesired(SetDesiredCapacityRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        int wanted = request.desiredCapacity();
        if (wanted > group.described().maxSize()) {
            throw Refusals.validation("New SetDesiredCapacity value " + wanted + " is above max value "
                    + group.described().maxSize() + " for the AutoScalingGroup.");
        }
        if (wanted < group.described().minSize()) {
            throw Refusals.validation("New SetDesiredCapacity value " + wanted + " is below min value "
                    + group.described().minSize() + " for the AutoScalingGroup.");
        }
        if (Boolean.TRUE.equals(request.honorCooldown()) && group.activities.inProgress()) {
            throw Refusals.activityInProgress(
                    "Scaling activity is in progress and blocks the request, which honors the cooldown.");
        }
        group.desire(wanted, scaling.at() + " a user request explicitly set group desired capacity");
        scaling.reconcileSoon(group);
        return SetDesiredCapacityResponse.builder().build();
    }

    private DeleteAutoScalingGroupResponse delete(DeleteAutoScalingGroupRequest request, Caller caller) {
        Group group = fleet.in(caller).groups.get(request.autoScalingGroupName());
        if (group == null) {
            throw Refusals.validation("AutoScalingGroup name not found - AutoScalingGroup '"
                    + request.autoScalingGroupName() + "' not found");
        }
        boolean force = Boolean.TRUE.equals(request.forceDelete());
        requireUnprotected(group, force);
        if (!force && !fleet.world.isLenient()) {
            if (!group.members.isEmpty()) {
                throw Refusals.inUse("You cannot delete an AutoScalingGroup while there are instances or pending Spot"
                        + " instance request(s) still in the group.");
            }
            if (group.activities.inProgress()) {
                throw Refusals.activityInProgress(
                        "You cannot delete an AutoScalingGroup while there are scaling activities"
                                + " in progress for that group.");
            }
        }
        if (group.members.isEmpty() || fleet.world.isLenient()) {
            scaling.forget(group);
        } else {
            // the group can be seen until its instances are gone
            group.change(
                    change -> change.status("Delete in progress").minSize(0).desiredCapacity(0));
            List.copyOf(group.members.values()).stream()
                    .filter(member -> !member.isLeaving())
                    .forEach(member -> scaling.terminate(
                            group,
                            member,
                            scaling.at() + " instance " + member.id()
                                    + " was taken out of service in response to a user request to delete the group."));
            fleet.world.after(
                    fleet.duration(Durations.Of.AUTO_SCALING_TERMINATE).multipliedBy(2), () -> {
                        if (!group.gone) {
                            scaling.forget(group);
                        }
                    });
        }
        return DeleteAutoScalingGroupResponse.builder().build();
    }

    private static void requireUnprotected(Group group, boolean force) {
        DeletionProtection protection = group.described().deletionProtection();
        boolean isProtected = protection == DeletionProtection.PREVENT_ALL_DELETION
                || protection == DeletionProtection.PREVENT_FORCE_DELETION && force;
        if (isProtected) {
            throw Refusals.inUse("AutoScalingGroup " + group.name() + " has deletion protection "
                    + group.described().deletionProtectionAsString() + " and cannot be deleted.");
        }
    }
}
