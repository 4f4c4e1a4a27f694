package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingNotificationTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingNotificationTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeMetricCollectionTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeMetricCollectionTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.MetricCollectionType;
import software.amazon.awssdk.services.autoscaling.model.MetricGranularityType;
import software.amazon.awssdk.services.autoscaling.model.ProcessType;

/** What there is to choose from (Auto Scaling API reference), and how much of it an account may have. */
final class Types {

    static final List<String> PROCESSES = List.of(
            "AZRebalance",
            "AddToLoadBalancer",
            "AlarmNotification",
            "HealthCheck",
            "InstanceRefresh",
            "Launch",
            "ReplaceUnhealthy",
            "ScheduledActions",
            "Terminate");

    static final List<String> METRICS = List.of(
            "GroupMinSize",
            "GroupMaxSize",
            "GroupDesiredCapacity",
            "GroupInServiceInstances",
            "GroupPendingInstances",
            "GroupStandbyInstances",
            "GroupTerminatingInstances",
            "GroupTotalInstances",
            "GroupInServiceCapacity",
            "GroupPendingCapacity",
            "GroupStandbyCapacity",
            "GroupTerminatingCapacity",
            "GroupTotalCapacity",
            "WarmPoolDesiredCapacity",
            "WarmPoolWarmedCapacity",
            "WarmPoolPendingCapacity",
            "WarmPoolTerminatingCapacity",
            "WarmPoolTotalCapacity",
            "GroupAndWarmPoolDesiredCapacity",
            "GroupAndWarmPoolTotalCapacity");

    static final List<String> NOTIFICATIONS = List.of(
            "autoscaling:EC2_INSTANCE_LAUNCH",
            "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
            "autoscaling:EC2_INSTANCE_TERMINATE",
            "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
            "autoscaling:TEST_NOTIFICATION");

    private final Fleet fleet;

    Types(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(
                DescribeAccountLimitsRequest.class,
                (DescribeAccountLimitsRequest request, Caller caller) -> limits(fleet.in(caller)));
        operations.on(
                DescribeAdjustmentTypesRequest.class,
                (DescribeAdjustmentTypesRequest request, Caller caller) -> DescribeAdjustmentTypesResponse.builder()
                        .adjustmentTypes(PolicyOperations.ADJUSTMENTS.stream()
                                .map(type -> AdjustmentType.builder()
                                        .adjustmentType(type)
                                        .build())
                                .toList())
                        .build());
        operations.on(
                DescribeAutoScalingNotificationTypesRequest.class,
                (DescribeAutoScalingNotificationTypesRequest request, Caller caller) ->
                        DescribeAutoScalingNotificationTypesResponse.builder()
                                .autoScalingNotificationTypes(NOTIFICATIONS)
                                .build());
        operations.on(
                DescribeLifecycleHookTypesRequest.class,
                (DescribeLifecycleHookTypesRequest request, Caller caller) ->
                        DescribeLifecycleHookTypesResponse.builder()
                                .lifecycleHookTypes(LifecycleActions.LAUNCHING, LifecycleActions.TERMINATING)
                                .build());
        operations.on(
                DescribeMetricCollectionTypesRequest.class,
                (DescribeMetricCollectionTypesRequest request, Caller caller) ->
                        DescribeMetricCollectionTypesResponse.builder()
                                .metrics(METRICS.stream()
                                        .map(metric -> MetricCollectionType.builder()
                                                .metric(metric)
                                                .build())
                                        .toList())
                                .granularities(MetricGranularityType.builder()
                                        .granularity("1Minute")
                                        .build())
                                .build());
        operations.on(
                DescribeScalingProcessTypesRequest.class,
                (DescribeScalingProcessTypesRequest request, Caller caller) ->
                        DescribeScalingProcessTypesResponse.builder()
                                .processes(PROCESSES.stream()
                                        .map(name -> ProcessType.builder()
                                                .processName(name)
                                                .build())
                                        .toList())
                                .build());
        operations.on(
                DescribeTerminationPolicyTypesRequest.class,
                (DescribeTerminationPolicyTypesRequest request, Caller caller) ->
                        DescribeTerminationPolicyTypesResponse.builder()
                                .terminationPolicyTypes(
                                        "AllocationStrategy",
                                        "ClosestToNextInstanceHour",
                                        "Default",
                                        "NewestInstance",
                                        "OldestInstance",
                                        "OldestLaunchConfiguration",
                                        "OldestLaunchTemplate")
                                .build());
    }

    private static DescribeAccountLimitsResponse limits(RegionalGroups place) {
        return DescribeAccountLimitsResponse.builder()
                .maxNumberOfAutoScalingGroups(GroupOperations.MOST_GROUPS)
                .maxNumberOfLaunchConfigurations(LaunchConfigurations.MOST)
                .numberOfAutoScalingGroups(place.groups.size())
                .numberOfLaunchConfigurations(place.configurations.size())
                .build();
    }
}
