package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnabledMetric;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/** Suspends and resumes what groups do by themselves, and turns their metrics on and off. */
final class ProcessOperations {

    private final Fleet fleet;
    private final Scaling scaling;

    ProcessOperations(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(SuspendProcessesRequest.class, this::suspend);
        operations.on(ResumeProcessesRequest.class, this::resume);
        operations.on(EnableMetricsCollectionRequest.class, this::enableMetrics);
        operations.on(DisableMetricsCollectionRequest.class, this::disableMetrics);
    }

    /** The processes named; all if none is. */
    private static List<String> processes(List<String> named) {
        for (String name : named) {
            if (!Types.PROCESSES.contains(name)) {
                throw Refusals.validation(
                        "1 validation error detected: Value '[" + name + "]' at 'scalingProcesses' failed"
                                + " to satisfy constraint: Member must satisfy enum value set: " + Types.PROCESSES);
            }
        }
        return named.isEmpty() ? Types.PROCESSES : named;
    }

    private SuspendProcessesResponse suspend(SuspendProcessesRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<SuspendedProcess> suspended = new ArrayList<>(group.described().suspendedProcesses());
        for (String name : processes(request.scalingProcesses())) {
            if (!group.suspended(name)) {
                suspended.add(SuspendedProcess.builder()
                        .processName(name)
                        .suspensionReason("User suspended at " + fleet.now().truncatedTo(ChronoUnit.SECONDS))
                        .build());
            }
        }
        group.change(change -> change.suspendedProcesses(suspended));
        return SuspendProcessesResponse.builder().build();
    }

    private ResumeProcessesResponse resume(ResumeProcessesRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<String> resumed = processes(request.scalingProcesses());
        List<SuspendedProcess> left = group.described().suspendedProcesses().stream()
                .filter(process -> !resumed.contains(process.processName()))
                .toList();
        group.change(change -> change.suspendedProcesses(left));
        group.members.values().stream()
                .filter(member ->
                        member.counts() && member.described().healthStatus().equals("Unhealthy"))
                .toList()
                .forEach(member -> scaling.unhealthy(group, member, "an EC2 health check"));
        scaling.targets().follow(group);
        scaling.reconcileSoon(group);
        return ResumeProcessesResponse.builder().build();
    }

    private EnableMetricsCollectionResponse enableMetrics(EnableMetricsCollectionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<EnabledMetric> enabled = new ArrayList<>(group.described().enabledMetrics());
        for (String metric : request.metrics().isEmpty() ? Types.METRICS : request.metrics()) {
            if (enabled.stream().noneMatch(present -> present.metric().equals(metric))) {
                enabled.add(EnabledMetric.builder()
                        .metric(metric)
                        .granularity(request.granularity())
                        .build());
            }
        }
        group.change(change -> change.enabledMetrics(enabled));
        return EnableMetricsCollectionResponse.builder().build();
    }

    private DisableMetricsCollectionResponse disableMetrics(DisableMetricsCollectionRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        List<EnabledMetric> left = group.described().enabledMetrics().stream()
                .filter(metric ->
                        !request.metrics().isEmpty() && !request.metrics().contains(metric.metric()))
                .toList();
        group.change(change -> change.enabledMetrics(left));
        return DisableMetricsCollectionResponse.builder().build();
    }
}
