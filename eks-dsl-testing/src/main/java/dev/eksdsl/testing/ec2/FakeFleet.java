package dev.eksdsl.testing.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.FleetActivityStatus;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfig;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecificationRequest;

/** A fleet of type {@code instant}: what it asked for, and what it got. Other types are not kept filled. */
final class FakeFleet extends FakeResource {

    final CreateFleetRequest asked;
    final Instant created;
    final List<CreateFleetInstance> instances;
    final List<CreateFleetError> errors;
    String state = "active";

    FakeFleet(
            String id,
            CreateFleetRequest asked,
            Instant created,
            List<CreateFleetInstance> instances,
            List<CreateFleetError> errors,
            Map<String, String> tags) {
        super(id, tags);
        this.asked = asked;
        this.created = created;
        this.instances = instances;
        this.errors = errors;
    }

    FleetData view() {
        TargetCapacitySpecificationRequest target = asked.targetCapacitySpecification();
        return FleetData.builder()
                .fleetId(id)
                .createTime(created)
                .fleetState(state)
                .activityStatus(FleetActivityStatus.FULFILLED)
                .clientToken(asked.clientToken())
                .type(asked.type())
                .targetCapacitySpecification(specification -> specification
                        .totalTargetCapacity(target.totalTargetCapacity())
                        .defaultTargetCapacityType(target.defaultTargetCapacityType())
                        .onDemandTargetCapacity(target.onDemandTargetCapacity())
                        .spotTargetCapacity(target.spotTargetCapacity()))
                .fulfilledCapacity((double) instances.stream()
                        .mapToInt(each -> each.instanceIds().size())
                        .sum())
                .launchTemplateConfigs(asked.launchTemplateConfigs().stream()
                        .map(config -> MemberCopy.into(FleetLaunchTemplateConfig.builder(), config)
                                .build())
                        .toList())
                .tags(tagViews())
                .build();
    }
}
