package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.FailedScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;

/** Scheduled actions, which resize their group when it is time: once, or by a cron expression. */
final class ScheduledActions {

    private final Fleet fleet;
    private final Scaling scaling;

    ScheduledActions(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(PutScheduledUpdateGroupActionRequest.class, this::put);
        operations.on(BatchPutScheduledUpdateGroupActionRequest.class, this::putAll);
        operations.on(DescribeScheduledActionsRequest.class, this::describe);
        operations.on(DeleteScheduledActionRequest.class, this::delete);
        operations.on(BatchDeleteScheduledActionRequest.class, this::deleteAll);
    }

    private PutScheduledUpdateGroupActionResponse put(PutScheduledUpdateGroupActionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        ScheduledUpdateGroupActionRequest.Builder one = ScheduledUpdateGroupActionRequest.builder();
        SameFields.copy(request, one, Set.of());
        if (request.startTime() == null && request.time() != null) {
            one.startTime(request.time());
        }
        put(group, one.build());
        return PutScheduledUpdateGroupActionResponse.builder().build();
    }

    private BatchPutScheduledUpdateGroupActionResponse putAll(
            BatchPutScheduledUpdateGroupActionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        for (ScheduledUpdateGroupActionRequest one : request.scheduledUpdateGroupActions()) {
            try {
                put(group, one);
            } catch (AwsFault refusal) {
                failed.add(failure(one.scheduledActionName(), refusal));
            }
        }
        return BatchPutScheduledUpdateGroupActionResponse.builder()
                .failedScheduledUpdateGroupActions(failed)
                .build();
    }

    private static FailedScheduledUpdateGroupActionRequest failure(String name, AwsFault refusal) {
        return FailedScheduledUpdateGroupActionRequest.builder()
                .scheduledActionName(name)
                .errorCode(refusal.code())
                .errorMessage(refusal.getMessage())
                .build();
    }

    private void put(Group group, ScheduledUpdateGroupActionRequest request) {
        String name = request.scheduledActionName();
        ScheduledUpdateGroupAction before = group.schedule.get(name);
        ScheduledUpdateGroupAction.Builder action = before == null
                ? ScheduledUpdateGroupAction.builder()
                        .autoScalingGroupName(group.name())
                        .scheduledActionARN(fleet.arn(
                                group.owner,
                                "scheduledUpdateGroupAction",
                                "autoScalingGroupName/" + group.name() + ":scheduledActionName/" + name))
                : before.toBuilder();
        SameFields.copy(request, action, Set.of());
        ScheduledUpdateGroupAction made = action.build();
        if (made.minSize() == null && made.maxSize() == null && made.desiredCapacity() == null) {
            throw Refusals.validation("At least one of MinSize, MaxSize and DesiredCapacity must be specified.");
        }
        Instant first = next(made, fleet.now());
        if (first == null && !fleet.world.isLenient()) {
            throw Refusals.validation("Given start time is in the past");
        }
        made = made.copy(copy -> copy.startTime(first == null ? request.startTime() : first)
                .time(first == null ? request.startTime() : first));
        group.schedule.put(name, made);
        if (first != null) {
            arm(group, made, first);
        }
    }

    /** When the action runs next after a moment; null if it never does. */
    private static @Nullable Instant next(ScheduledUpdateGroupAction action, Instant after) {
        Instant start = action.startTime() == null ? after : action.startTime();
        Instant next = start.isAfter(after) ? start : null;
        if (action.recurrence() != null && (next == null || action.startTime() == null)) {
            ZoneId zone = ZoneId.of(action.timeZone() == null ? "UTC" : action.timeZone());
            next = Cron.parse(action.recurrence()).after(after, zone);
        }
        return next == null || action.endTime() != null && next.isAfter(action.endTime()) ? null : next;
    }

    private void arm(Group group, ScheduledUpdateGroupAction action, Instant when) {
        fleet.world.after(Duration.between(fleet.now(), when), () -> {
            // another action of the same name may have taken its place
            if (!group.gone && group.schedule.get(action.scheduledActionName()) == action) {
                run(group, action);
            }
        });
    }

    private void run(Group group, ScheduledUpdateGroupAction action) {
        if (!group.suspended("ScheduledActions")) {
            int min = action.minSize() == null ? group.described().minSize() : action.minSize();
            int max = action.maxSize() == null ? group.described().maxSize() : action.maxSize();
            int wanted = action.desiredCapacity() == null ? group.desired() : action.desiredCapacity();
            group.change(change -> change.minSize(min).maxSize(max));
            group.desire(
                    Math.max(min, Math.min(max, wanted)),
                    scaling.at() + " a scheduled action update of AutoScalingGroup constraints to min: " + min
                            + ", max: " + max + ", desired: " + wanted);
            scaling.reconcile(group);
        }
        Instant again = action.recurrence() == null ? null : next(action, fleet.now());
        if (again == null) {
            group.schedule.remove(action.scheduledActionName());
        } else {
            ScheduledUpdateGroupAction next =
                    action.copy(copy -> copy.startTime(again).time(again));
            group.schedule.put(action.scheduledActionName(), next);
            arm(group, next, again);
        }
    }

    private DescribeScheduledActionsResponse describe(DescribeScheduledActionsRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        List<ScheduledUpdateGroupAction> all = place.groups.values().stream()
                .filter(group -> request.autoScalingGroupName() == null
                        || request.autoScalingGroupName().equals(group.name()))
                .flatMap(group -> group.schedule.values().stream())
                .filter(action -> request.scheduledActionNames().isEmpty()
                        || request.scheduledActionNames().contains(action.scheduledActionName()))
                .filter(action -> request.startTime() == null
                        || action.startTime() != null && !action.startTime().isBefore(request.startTime()))
                .filter(action -> request.endTime() == null
                        || action.startTime() != null && !action.startTime().isAfter(request.endTime()))
                .toList();
        Page<ScheduledUpdateGroupAction> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeScheduledActionsResponse.builder()
                .scheduledUpdateGroupActions(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteScheduledActionResponse delete(DeleteScheduledActionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        delete(group, request.scheduledActionName());
        return DeleteScheduledActionResponse.builder().build();
    }

    private static void delete(Group group, String name) {
        if (group.schedule.remove(name) == null) {
            throw Refusals.validation("Scheduled action name not found");
        }
    }

    private BatchDeleteScheduledActionResponse deleteAll(BatchDeleteScheduledActionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        for (String name : request.scheduledActionNames()) {
            try {
                delete(group, name);
            } catch (AwsFault refusal) {
                failed.add(failure(name, refusal));
            }
        }
        return BatchDeleteScheduledActionResponse.builder()
                .failedScheduledActions(failed)
                .build();
    }
}
