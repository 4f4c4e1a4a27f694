package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.InstanceCollection;
import software.amazon.awssdk.services.autoscaling.model.LaunchInstancesError;
import software.amazon.awssdk.services.autoscaling.model.LaunchInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchInstancesResponse;

/** Launches instances into a group within the call: LaunchInstances. */
final class InstanceLaunches {

    private final Fleet fleet;
    private final Scaling scaling;

    InstanceLaunches(Fleet fleet, Scaling scaling) {
        this.fleet = fleet;
        this.scaling = scaling;
    }

    void register(Operations operations) {
        operations.on(LaunchInstancesRequest.class, this::launch);
    }

    private LaunchInstancesResponse launch(LaunchInstancesRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        Group group = place.group(request.autoScalingGroupName());
        return place.tokens.once(
                request.clientToken(), request, LaunchInstancesResponse.class, () -> launched(request, group));
    }

    private LaunchInstancesResponse launched(LaunchInstancesRequest request, Group group) {
        if (group.capacity() + request.requestedCapacity() > group.described().maxSize()) {
            throw Refusals.validation("The requested capacity " + request.requestedCapacity()
                    + " would bring Auto Scaling group " + group.name() + " above its max size "
                    + group.described().maxSize() + ".");
        }
        List<InstanceCollection> launched = new ArrayList<>();
        List<LaunchInstancesError> errors = new ArrayList<>();
        SubnetView subnet = scaling.launching().places(group).stream()
                .filter(place ->
                        request.subnetIds().isEmpty() || request.subnetIds().contains(place.id()))
                .filter(place -> request.availabilityZones().isEmpty()
                        || request.availabilityZones().contains(place.zone()))
                .findFirst()
                .orElseThrow(() -> Refusals.validation("The group has no such subnet or Availability Zone."));
        for (int i = 0; i < request.requestedCapacity() && errors.isEmpty(); i++) {
            Optional<Member> member = scaling.launch(group, subnet);
            member.ifPresentOrElse(
                    started -> launched.add(InstanceCollection.builder()
                            .instanceType(started.described().instanceType())
                            .marketType(started.spot ? "spot" : "on-demand")
                            .subnetId(subnet.id())
                            .availabilityZone(subnet.zone())
                            .availabilityZoneId(subnet.zoneId())
                            .instanceIds(started.id())
                            .build()),
                    () -> errors.add(LaunchInstancesError.builder()
                            .subnetId(subnet.id())
                            .availabilityZone(subnet.zone())
                            .availabilityZoneId(subnet.zoneId())
                            .errorCode(group.refusal == null ? null : group.refusal.code())
                            .errorMessage(group.refusal == null ? null : group.refusal.getMessage())
                            .build()));
        }
        int capacity = group.capacity();
        group.change(change -> change.desiredCapacity(Math.max(group.desired(), capacity)));
        return LaunchInstancesResponse.builder()
                .autoScalingGroupName(group.name())
                .clientToken(request.clientToken())
                .instances(launched)
                .errors(errors)
                .build();
    }
}
