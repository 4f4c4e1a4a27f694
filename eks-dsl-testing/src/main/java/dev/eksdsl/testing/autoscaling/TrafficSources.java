package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachTrafficSourcesResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceState;

/** Target groups and load balancers that a group is attached to, under their old and new names. */
final class TrafficSources {

    private static final String ADDED = "Added";
    private static final String IN_SERVICE = "InService";

    private final Fleet fleet;
    private final Targets targets;

    TrafficSources(Fleet fleet, Targets targets) {
        this.fleet = fleet;
        this.targets = targets;
    }

    void register(Operations operations) {
        operations.on(AttachLoadBalancerTargetGroupsRequest.class, this::attachTargetGroups);
        operations.on(DetachLoadBalancerTargetGroupsRequest.class, this::detachTargetGroups);
        operations.on(DescribeLoadBalancerTargetGroupsRequest.class, this::describeTargetGroups);
        operations.on(AttachLoadBalancersRequest.class, this::attachLoadBalancers);
        operations.on(DetachLoadBalancersRequest.class, this::detachLoadBalancers);
        operations.on(DescribeLoadBalancersRequest.class, this::describeLoadBalancers);
        operations.on(AttachTrafficSourcesRequest.class, this::attach);
        operations.on(DetachTrafficSourcesRequest.class, this::detach);
        operations.on(DescribeTrafficSourcesRequest.class, this::describe);
    }

    private Group group(Caller caller, String name) {
        return fleet.in(caller).group(name);
    }

    private static TrafficSourceIdentifier source(String type, String identifier) {
        return TrafficSourceIdentifier.builder()
                .type(type)
                .identifier(identifier)
                .build();
    }

    /** All sources, whichever list of the group they are in. */
    private static List<TrafficSourceIdentifier> all(Group group) {
        Set<TrafficSourceIdentifier> all = new LinkedHashSet<>(group.described().trafficSources());
        group.described().targetGroupARNs().forEach(arn -> all.add(source("elbv2", arn)));
        group.described().loadBalancerNames().forEach(name -> all.add(source("elb", name)));
        return List.copyOf(all);
    }

    /** The three lists of a group tell of the same sources. */
    private void set(Group group, Collection<TrafficSourceIdentifier> sources) {
        group.change(change -> change.trafficSources(sources)
                .targetGroupARNs(identifiers(sources, "elbv2"))
                .loadBalancerNames(identifiers(sources, "elb")));
        targets.follow(group);
    }

    private static List<String> identifiers(Collection<TrafficSourceIdentifier> sources, String type) {
        return sources.stream()
                .filter(source -> type.equals(source.type()))
                .map(TrafficSourceIdentifier::identifier)
                .toList();
    }

    private void add(Group group, List<TrafficSourceIdentifier> more) {
        targets.check(group.owner, identifiers(more, "elbv2"));
        Set<TrafficSourceIdentifier> sources = new LinkedHashSet<>(all(group));
        sources.addAll(more);
        set(group, sources);
    }

    private void remove(Group group, List<String> identifiers) {
        List<String> known =
                all(group).stream().map(TrafficSourceIdentifier::identifier).toList();
        List<String> unknown = identifiers.stream()
                .filter(identifier -> !known.contains(identifier))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusals.validation(
                    "Trying to remove Target Groups or Load Balancers that are not part of the group: " + unknown);
        }
        set(
                group,
                all(group).stream()
                        .filter(source -> !identifiers.contains(source.identifier()))
                        .toList());
    }

    /** A new source is Added, and InService as soon as an instance of the group is. */
    private static String state(Group group) {
        return group.members.values().stream().anyMatch(member -> member.is(LifecycleState.IN_SERVICE))
                ? IN_SERVICE
                : ADDED;
    }

    private AttachLoadBalancerTargetGroupsResponse attachTargetGroups(
            AttachLoadBalancerTargetGroupsRequest request, Caller caller) {
        add(
                group(caller, request.autoScalingGroupName()),
                request.targetGroupARNs().stream()
                        .map(arn -> source("elbv2", arn))
                        .toList());
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private DetachLoadBalancerTargetGroupsResponse detachTargetGroups(
            DetachLoadBalancerTargetGroupsRequest request, Caller caller) {
        remove(group(caller, request.autoScalingGroupName()), request.targetGroupARNs());
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    private DescribeLoadBalancerTargetGroupsResponse describeTargetGroups(
            DescribeLoadBalancerTargetGroupsRequest request, Caller caller) {
        Group group = group(caller, request.autoScalingGroupName());
        Page<String> page =
                Listing.page(group.described().targetGroupARNs(), request.maxRecords(), request.nextToken());
        return DescribeLoadBalancerTargetGroupsResponse.builder()
                .loadBalancerTargetGroups(page.items().stream()
                        .map(arn -> LoadBalancerTargetGroupState.builder()
                                .loadBalancerTargetGroupARN(arn)
                                .state(state(group))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private AttachLoadBalancersResponse attachLoadBalancers(AttachLoadBalancersRequest request, Caller caller) {
        add(
                group(caller, request.autoScalingGroupName()),
                request.loadBalancerNames().stream()
                        .map(name -> source("elb", name))
                        .toList());
        return AttachLoadBalancersResponse.builder().build();
    }

    private DetachLoadBalancersResponse detachLoadBalancers(DetachLoadBalancersRequest request, Caller caller) {
        remove(group(caller, request.autoScalingGroupName()), request.loadBalancerNames());
        return DetachLoadBalancersResponse.builder().build();
    }

    private DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request, Caller caller) {
        Group group = group(caller, request.autoScalingGroupName());
        Page<String> page =
                Listing.page(group.described().loadBalancerNames(), request.maxRecords(), request.nextToken());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream()
                        .map(name -> LoadBalancerState.builder()
                                .loadBalancerName(name)
                                .state(state(group))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private AttachTrafficSourcesResponse attach(AttachTrafficSourcesRequest request, Caller caller) {
        add(group(caller, request.autoScalingGroupName()), request.trafficSources());
        return AttachTrafficSourcesResponse.builder().build();
    }

    private DetachTrafficSourcesResponse detach(DetachTrafficSourcesRequest request, Caller caller) {
        remove(
                group(caller, request.autoScalingGroupName()),
                request.trafficSources().stream()
                        .map(TrafficSourceIdentifier::identifier)
                        .toList());
        return DetachTrafficSourcesResponse.builder().build();
    }

    private DescribeTrafficSourcesResponse describe(DescribeTrafficSourcesRequest request, Caller caller) {
        Group group = group(caller, request.autoScalingGroupName());
        List<TrafficSourceIdentifier> chosen = all(group).stream()
                .filter(source -> request.trafficSourceType() == null
                        || request.trafficSourceType().equals(source.type()))
                .toList();
        Page<TrafficSourceIdentifier> page = Listing.page(chosen, request.maxRecords(), request.nextToken());
        return DescribeTrafficSourcesResponse.builder()
                .trafficSources(page.items().stream()
                        .map(source -> TrafficSourceState.builder()
                                .identifier(source.identifier())
                                .trafficSource(source.identifier())
                                .type(source.type())
                                .state(state(group))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }
}
