package dev.eksdsl.testing.autoscaling;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** The scaling activities of one group, newest first. AWS keeps them for six weeks; here the last ones are kept. */
final class Activities {

    private static final int KEPT = 1000;

    private final String group;
    private final String groupArn;
    private final Deque<Activity> log = new ArrayDeque<>();

    Activities(String group, String groupArn) {
        this.group = group;
        this.groupArn = groupArn;
    }

    /** An activity begins. */
    Activity begin(String id, String description, String cause, String details, Instant now) {
        Activity activity = Activity.builder()
                .activityId(id)
                .autoScalingGroupName(group)
                .autoScalingGroupARN(groupArn)
                .description(description)
                .cause(cause)
                .startTime(now)
                .statusCode(ScalingActivityStatusCode.IN_PROGRESS)
                .progress(0)
                .details(details)
                .build();
        log.addFirst(activity);
        if (log.size() > KEPT) {
            log.removeLast();
        }
        return activity;
    }

    void succeed(String id, Instant now) {
        replace(
                id,
                activity -> activity.copy(copy -> copy.statusCode(ScalingActivityStatusCode.SUCCESSFUL)
                        .progress(100)
                        .endTime(now)));
    }

    /** EC2 refused; the description then tells why, too. */
    void fail(String id, String message, Instant now) {
        replace(
                id,
                activity -> activity.copy(copy -> copy.statusCode(ScalingActivityStatusCode.FAILED)
                        .description(activity.description() + ".  Status Reason: " + message)
                        .statusMessage(message)
                        .progress(100)
                        .endTime(now)));
    }

    void cancel(String id, String message, Instant now) {
        replace(
                id,
                activity -> activity.copy(copy -> copy.statusCode(ScalingActivityStatusCode.CANCELLED)
                        .statusMessage(message)
                        .progress(100)
                        .endTime(now)));
    }

    void status(String id, ScalingActivityStatusCode status, int progress) {
        replace(id, activity -> activity.copy(copy -> copy.statusCode(status).progress(progress)));
    }

    boolean inProgress() {
        return log.stream().anyMatch(activity -> activity.endTime() == null);
    }

    List<Activity> list() {
        return List.copyOf(log);
    }

    private void replace(String id, UnaryOperator<Activity> change) {
        List<Activity> all = List.copyOf(log);
        log.clear();
        all.forEach(activity -> log.add(
                activity.activityId().equals(id) && activity.endTime() == null ? change.apply(activity) : activity));
    }
}
