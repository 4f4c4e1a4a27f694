package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.authorization.RelatedResources;
import dev.eksdsl.testing.authorization.Relation;
import dev.eksdsl.testing.ec2.CloudNetwork;
import dev.eksdsl.testing.elb.InstanceTargets;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService;
import dev.eksdsl.testing.server.InventoryItem;
import dev.eksdsl.testing.server.TaggedResource;
import dev.eksdsl.testing.server.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fake's EC2 Auto Scaling: groups, launch configurations, and all that hangs on groups, for each account and region.
 * Groups start their instances through EC2, replace those that go, and tell of each step in their activities. They take
 * their time on the world's timeline.
 *
 * <p>Texts follow AWS's documentation and refusals quoted in public.
 */
public final class FakeAutoScaling implements FakeService, AutoScalingGroups, RelatedResources {

    private final Fleet fleet;
    private final Scaling scaling;

    /**
     * @param network where instances are started; tells of those that go
     * @param balancing where instances of groups become targets
     */
    public FakeAutoScaling(World world, CloudNetwork network, InstanceTargets balancing) {
        this.fleet = new Fleet(world, network);
        this.scaling = new Scaling(fleet, new Targets(balancing, world.isLenient()));
        network.onInstanceGone((owner, instanceId, reason) -> scaling.instanceGone(owner, instanceId));
    }

    @Override
    public String signingName() {
        return "autoscaling";
    }

    @Override
    public void register(Operations operations) {
        new GroupOperations(fleet, scaling).register(operations);
        new Descriptions(fleet).register(operations);
        new LaunchConfigurations(fleet).register(operations);
        new InstanceOperations(fleet, scaling).register(operations);
        new InstanceLaunches(fleet, scaling).register(operations);
        new StandbyOperations(fleet, scaling).register(operations);
        new ProcessOperations(fleet, scaling).register(operations);
        new TagOperations(fleet).register(operations);
        new HookOperations(fleet).register(operations);
        scaling.actions().register(operations);
        new PolicyOperations(fleet, scaling).register(operations);
        new ScheduledActions(fleet, scaling).register(operations);
        new InstanceRefreshes(fleet, scaling).register(operations);
        new WarmPools(fleet).register(operations);
        new TrafficSources(fleet, scaling.targets()).register(operations);
        new NotificationOperations(fleet).register(operations);
        new Types(fleet).register(operations);
    }

    @Override
    public void reset() {
        fleet.clear();
    }

    /** All groups and launch configurations, sorted. */
    @Override
    public List<InventoryItem> inventory() {
        return fleet.all().stream()
                .flatMap(place -> Stream.concat(
                        place.groups.values().stream()
                                .map(group -> new InventoryItem(
                                        signingName(), "auto-scaling-group", group.name(), group.tags())),
                        place.configurations.keySet().stream()
                                .map(name -> new InventoryItem(signingName(), "launch-configuration", name, Map.of()))))
                .sorted()
                .toList();
    }

    @Override
    public List<TaggedResource> tagged(Caller caller) {
        return fleet.in(caller).groups.values().stream()
                .filter(group -> !group.tags().isEmpty())
                .map(group -> new TaggedResource(
                        group.described().autoScalingGroupARN(), "autoscaling:autoScalingGroup", group.tags()))
                .toList();
    }

    @Override
    public boolean retag(Caller caller, String arn, Map<String, String> set, Set<String> removed) {
        Optional<Group> found = fleet.in(caller).groups.values().stream()
                .filter(group -> group.described().autoScalingGroupARN().equals(arn))
                .findFirst();
        found.ifPresent(group -> TagOperations.retag(group, set, removed));
        return found.isPresent();
    }

    /** Knows which group an instance is in. */
    @Override
    public List<String> related(Caller caller, Relation relation, String from) {
        return relation == Relation.INSTANCE_GROUP
                ? fleet.in(caller).groupOf(from).map(group -> group.described().autoScalingGroupARN()).stream()
                        .toList()
                : List.of();
    }

    @Override
    public void create(Caller owner, Wanted wanted) {
        Group group = new Group(owner, ServiceGroups.described(fleet, owner, wanted));
        wanted.hooks().forEach(hook -> group.hooks.put(hook.lifecycleHookName(), HookOperations.hook(group, hook)));
        fleet.in(owner).groups.put(wanted.name(), group);
        group.cause =
                scaling.at() + " a user request created an AutoScalingGroup changing the desired capacity from 0 to "
                        + wanted.desired() + ".";
        scaling.reconcile(group);
    }

    @Override
    public Optional<GroupView> group(Caller owner, String name) {
        return find(owner, name)
                .map(group -> new GroupView(
                        name,
                        group.described().autoScalingGroupARN(),
                        group.described().minSize(),
                        group.described().maxSize(),
                        group.desired(),
                        group.members.values().stream()
                                .filter(Member::counts)
                                .map(Member::id)
                                .toList(),
                        Optional.ofNullable(group.refusal)));
    }

    private Optional<Group> find(Caller owner, String name) {
        return Optional.ofNullable(fleet.in(owner).groups.get(name));
    }

    @Override
    public void resize(Caller owner, String name, int min, int max, int desired) {
        find(owner, name).ifPresent(group -> {
            group.change(change -> change.minSize(min).maxSize(max));
            group.desire(
                    desired,
                    scaling.at() + " a user request update of AutoScalingGroup constraints to min: " + min + ", max: "
                            + max + ", desired: " + desired);
            scaling.reconcile(group);
        });
    }

    @Override
    public void template(Caller owner, String name, String templateId, String templateVersion) {
        find(owner, name)
                .ifPresent(group -> group.change(change -> change.mixedInstancesPolicy(ServiceGroups.withTemplate(
                        fleet, owner, group.described().mixedInstancesPolicy(), templateId, templateVersion))));
    }

    @Override
    public void terminate(Caller owner, String name, String instanceId, boolean shrink) {
        find(owner, name).ifPresent(group -> {
            Member member = group.members.get(instanceId);
            if (member == null || member.isLeaving()) {
                return;
            }
            if (shrink && member.counts()) {
                group.change(change -> change.desiredCapacity(Math.max(0, group.desired() - 1)));
            }
            scaling.terminate(
                    group,
                    member,
                    scaling.at() + " instance " + instanceId
                            + " was taken out of service in response to a user request.");
            scaling.reconcile(group);
        });
    }

    @Override
    public void proceed(Caller owner, String name, String instanceId, String hook) {
        find(owner, name)
                .map(group -> group.members.get(instanceId))
                .ifPresent(member -> scaling.actions().proceed(member, hook));
    }

    @Override
    public void unhealthy(Caller owner, String instanceId) {
        fleet.in(owner)
                .groupOf(instanceId)
                .ifPresent(group -> scaling.unhealthy(
                        group,
                        group.member(instanceId),
                        "an EC2 health check indicating the instance failed a status check"));
    }

    @Override
    public void delete(Caller owner, String name) {
        find(owner, name).ifPresent(scaling::forget);
    }

    @Override
    public void onChange(Listener listener) {
        fleet.listeners.add(listener);
    }
}
