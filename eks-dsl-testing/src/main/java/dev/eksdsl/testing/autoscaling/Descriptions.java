package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;

/** Describes groups, instances and activities. */
final class Descriptions {

    private final Fleet fleet;

    Descriptions(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(DescribeAutoScalingGroupsRequest.class, this::groups);
        operations.on(DescribeAutoScalingInstancesRequest.class, this::instances);
        operations.on(DescribeScalingActivitiesRequest.class, this::activities);
    }

    private DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request, Caller caller) {
        List<Group> chosen = fleet.in(caller).groups.values().stream()
                .filter(group -> request.autoScalingGroupNames().isEmpty()
                        || request.autoScalingGroupNames().contains(group.name()))
                .filter(group -> request.filters().stream().allMatch(filter -> matches(group.tags(), filter)))
                .toList();
        Page<Group> page = Listing.page(chosen, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items().stream().map(Group::view).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(Map<String, String> tags, Filter filter) {
        String name = String.valueOf(filter.name());
        if (name.startsWith("tag:")) {
            String value = tags.get(name.substring("tag:".length()));
            return value != null && filter.values().contains(value);
        }
        return switch (name) {
            case "tag-key" -> tags.keySet().stream().anyMatch(filter.values()::contains);
            case "tag-value" -> tags.values().stream().anyMatch(filter.values()::contains);
            default ->
                throw Refusals.validation("Filter type " + name
                        + " is not correct. Allowed Filter types are: tag-key tag-value tag:<key>");
        };
    }

    private DescribeAutoScalingInstancesResponse instances(DescribeAutoScalingInstancesRequest request, Caller caller) {
        List<AutoScalingInstanceDetails> all = fleet.in(caller).groups.values().stream()
                .flatMap(group -> group.members.values().stream()
                        .filter(member -> request.instanceIds().isEmpty()
                                || request.instanceIds().contains(member.id()))
                        .map(member -> member.details(group.name())))
                .toList();
        Page<AutoScalingInstanceDetails> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items())
                .nextToken(page.next())
                .build();
    }

    private DescribeScalingActivitiesResponse activities(DescribeScalingActivitiesRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        List<Group> groups = request.autoScalingGroupName() == null
                ? List.copyOf(place.groups.values())
                : List.of(place.group(request.autoScalingGroupName()));
        List<Activity> all = groups.stream()
                .flatMap(group -> group.activities.list().stream())
                .filter(activity ->
                        request.activityIds().isEmpty() || request.activityIds().contains(activity.activityId()))
                .toList();
        Page<Activity> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.next())
                .build();
    }
}
