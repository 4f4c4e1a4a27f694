package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;
import software.amazon.awssdk.services.autoscaling.model.RollbackDetails;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/**
 * Instance refreshes: replace the instances of a group in batches, each as large as the least share of healthy instances
 * leaves room for, with the warmup between batches.
 */
final class InstanceRefreshes {

    private static final int LEAST_HEALTHY = 90;

    private final Fleet fleet;
    private final Scaling scaling;
    private final GroupRules rules;
    /** How groups were before a refresh that is under way, by the refresh's id. */
    private final Map<String, AutoScalingGroup> before = new HashMap<>();

    InstanceRefreshes(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
        this.rules = new GroupRules(fleet);
    }

    void register(Operations operations) {
        operations.on(StartInstanceRefreshRequest.class, this::start);
        operations.on(DescribeInstanceRefreshesRequest.class, this::describe);
        operations.on(CancelInstanceRefreshRequest.class, this::cancel);
        operations.on(RollbackInstanceRefreshRequest.class, this::rollback);
    }

    private static boolean isActive(InstanceRefresh refresh) {
        return switch (refresh.status()) {
            case PENDING, IN_PROGRESS, CANCELLING, ROLLBACK_IN_PROGRESS, BAKING -> true;
            default -> false;
        };
    }

    private static InstanceRefresh active(Group group) {
        return group.refreshes.stream()
                .filter(InstanceRefreshes::isActive)
                .findFirst()
                .orElseThrow(() -> new AwsFault(
                        400,
                        "ActiveInstanceRefreshNotFound",
                        "No in progress or pending Instance Refresh found for Auto Scaling group " + group.name()));
    }

    private StartInstanceRefreshResponse start(StartInstanceRefreshRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        if (group.refreshes.stream().anyMatch(InstanceRefreshes::isActive)) {
            throw new AwsFault(
                    400,
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        RefreshPreferences.Builder preferences = RefreshPreferences.builder()
                .minHealthyPercentage(LEAST_HEALTHY)
                .skipMatching(false)
                .autoRollback(false);
        if (request.preferences() != null) {
            SameFields.copy(request.preferences(), preferences, Set.of());
        }
        String id = fleet.newId();
        List<String> old = group.members.values().stream()
                .filter(Member::counts)
                .map(Member::id)
                .toList();
        group.refreshes.add(
                0,
                InstanceRefresh.builder()
                        .instanceRefreshId(id)
                        .autoScalingGroupName(group.name())
                        .status(InstanceRefreshStatus.PENDING)
                        .strategy(request.strategy() == null ? RefreshStrategy.ROLLING : request.strategy())
                        .startTime(fleet.now())
                        .percentageComplete(0)
                        .instancesToUpdate(old.size())
                        .preferences(preferences.build())
                        .desiredConfiguration(request.desiredConfiguration())
                        .build());
        before.put(id, group.described());
        configure(group, request.desiredConfiguration());
        fleet.world.lifecycle(
                fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> step(group, id, new ArrayList<>(old)));
        return StartInstanceRefreshResponse.builder().instanceRefreshId(id).build();
    }

    private void configure(Group group, @Nullable DesiredConfiguration desired) {
        if (desired != null && desired.launchTemplate() != null) {
            group.source(null, rules.template(desired.launchTemplate(), group.owner), null);
        } else if (desired != null && desired.mixedInstancesPolicy() != null) {
            group.source(
                    null,
                    null,
                    rules.mixed(
                            desired.mixedInstancesPolicy(), group.described().mixedInstancesPolicy(), group.owner));
        }
    }

    private static InstanceRefresh find(Group group, String id) {
        return group.refreshes.stream()
                .filter(refresh -> refresh.instanceRefreshId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void set(Group group, InstanceRefresh refresh) {
        group.refreshes.replaceAll(one -> one.instanceRefreshId().equals(refresh.instanceRefreshId()) ? refresh : one);
    }

    private void step(Group group, String id, List<String> old) {
        if (group.gone) {
            return;
        }
        InstanceRefresh refresh = find(group, id);
        if (refresh.status() == InstanceRefreshStatus.CANCELLING) {
            end(group, refresh, InstanceRefreshStatus.CANCELLED);
            return;
        }
        old.removeIf(instance -> !group.members.containsKey(instance));
        if (old.isEmpty()) {
            boolean back = refresh.status() == InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
            end(group, refresh, back ? InstanceRefreshStatus.ROLLBACK_SUCCESSFUL : InstanceRefreshStatus.SUCCESSFUL);
            return;
        }
        int all = Math.max(1, refresh.instancesToUpdate());
        int healthy = refresh.preferences().minHealthyPercentage();
        int batch = Math.min(old.size(), Math.max(1, group.desired() * (100 - healthy) / 100));
        for (String instance : List.copyOf(old.subList(0, batch))) {
            scaling.terminate(
                    group,
                    group.member(instance),
                    scaling.at() + " an instance was taken out of service in response to an instance refresh.");
            old.remove(instance);
        }
        scaling.reconcile(group);
        int done = 100 * (all - Math.min(all, old.size())) / all;
        set(
                group,
                refresh.copy(copy -> copy.status(
                                refresh.status() == InstanceRefreshStatus.PENDING
                                        ? InstanceRefreshStatus.IN_PROGRESS
                                        : refresh.status())
                        .percentageComplete(Math.min(99, done))
                        .instancesToUpdate(old.size())));
        Duration pause = fleet.duration(Durations.Of.AUTO_SCALING_LAUNCH).plusSeconds(warmup(group, refresh));
        fleet.world.lifecycle(pause, () -> step(group, id, old));
    }

    private static int warmup(Group group, InstanceRefresh refresh) {
        if (refresh.preferences().instanceWarmup() != null) {
            return refresh.preferences().instanceWarmup();
        }
        Integer ofGroup = group.described().defaultInstanceWarmup();
        return ofGroup == null ? group.described().healthCheckGracePeriod() : ofGroup;
    }

    private void end(Group group, InstanceRefresh refresh, InstanceRefreshStatus status) {
        before.remove(refresh.instanceRefreshId());
        boolean complete = status != InstanceRefreshStatus.CANCELLED;
        set(
                group,
                refresh.copy(copy -> copy.status(status)
                        .endTime(fleet.now())
                        .percentageComplete(complete ? Integer.valueOf(100) : refresh.percentageComplete())
                        .instancesToUpdate(complete ? Integer.valueOf(0) : refresh.instancesToUpdate())));
    }

    private DescribeInstanceRefreshesResponse describe(DescribeInstanceRefreshesRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<InstanceRefresh> all = group.refreshes.stream()
                .filter(refresh -> request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(refresh.instanceRefreshId()))
                .toList();
        Page<InstanceRefresh> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(page.items())
                .nextToken(page.next())
                .build();
    }

    private CancelInstanceRefreshResponse cancel(CancelInstanceRefreshRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        InstanceRefresh refresh = active(group);
        set(group, refresh.copy(copy -> copy.status(InstanceRefreshStatus.CANCELLING)));
        return CancelInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.instanceRefreshId())
                .build();
    }

    private RollbackInstanceRefreshResponse rollback(RollbackInstanceRefreshRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        InstanceRefresh refresh = active(group);
        AutoScalingGroup former = before.get(refresh.instanceRefreshId());
        if (refresh.desiredConfiguration() == null || former == null) {
            throw new AwsFault(
                    400,
                    "IrreversibleInstanceRefresh",
                    "The Instance Refresh has no desired configuration to roll back from.");
        }
        group.source(former.launchConfigurationName(), former.launchTemplate(), former.mixedInstancesPolicy());
        List<String> replaced = group.members.values().stream()
                .filter(member -> member.counts() && !member.since.isBefore(refresh.startTime()))
                .map(Member::id)
                .toList();
        set(
                group,
                refresh.copy(
                        copy -> copy.status(InstanceRefreshStatus.CANCELLED).endTime(fleet.now())));
        String id = fleet.newId();
        group.refreshes.add(
                0,
                refresh.copy(copy -> copy.instanceRefreshId(id)
                        .status(InstanceRefreshStatus.ROLLBACK_IN_PROGRESS)
                        .startTime(fleet.now())
                        .percentageComplete(0)
                        .instancesToUpdate(replaced.size())
                        .rollbackDetails(RollbackDetails.builder()
                                .rollbackReason("User initiated rollback.")
                                .rollbackStartTime(fleet.now())
                                .build())));
        fleet.world.lifecycle(
                fleet.duration(Durations.Of.AUTO_SCALING_REACTION), () -> step(group, id, new ArrayList<>(replaced)));
        return RollbackInstanceRefreshResponse.builder().instanceRefreshId(id).build();
    }
}
