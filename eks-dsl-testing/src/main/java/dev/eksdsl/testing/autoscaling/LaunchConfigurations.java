package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.ec2.CloudNetwork.RunningInstance;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** Launch configurations, which launch templates have succeeded. */
final class LaunchConfigurations {

    /** Launch configurations of an account in a region (Auto Scaling user guide, "Quotas"). */
    static final int MOST = 200;

    private final Fleet fleet;

    LaunchConfigurations(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(CreateLaunchConfigurationRequest.class, this::create);
        operations.on(DescribeLaunchConfigurationsRequest.class, this::describe);
        operations.on(DeleteLaunchConfigurationRequest.class, this::delete);
    }

    private CreateLaunchConfigurationResponse create(CreateLaunchConfigurationRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        String name = request.launchConfigurationName();
        if (place.configurations.containsKey(name)) {
            throw Refusals.alreadyExists(
                    "Launch Configuration by this name already exists - A launch configuration already"
                            + " exists with the name " + name);
        }
        if (place.configurations.size() >= MOST) {
            throw Refusals.limitExceeded("Launch Configuration limit exceeded: " + MOST);
        }
        if (request.instanceId() == null && (request.imageId() == null || request.instanceType() == null)) {
            throw Refusals.validation(
                    "Valid requests must contain either the InstanceID parameter or both the ImageId and"
                            + " InstanceType parameters.");
        }
        LaunchConfiguration.Builder made = LaunchConfiguration.builder()
                .launchConfigurationARN(fleet.arn(caller, "launchConfiguration", "launchConfigurationName/" + name))
                .createdTime(fleet.now())
                .ebsOptimized(false)
                .keyName("")
                .kernelId("")
                .ramdiskId("")
                .userData("")
                .securityGroups(List.of())
                .classicLinkVPCSecurityGroups(List.of())
                .blockDeviceMappings(List.of())
                .instanceMonitoring(monitoring -> monitoring.enabled(true));
        if (request.instanceId() != null) {
            RunningInstance instance = fleet.network
                    .instance(caller, request.instanceId())
                    .orElseThrow(() -> Refusals.validation("Instance [" + request.instanceId() + "] is invalid."));
            made.imageId(instance.imageId())
                    .instanceType(instance.instanceType())
                    .securityGroups(instance.groupIds());
        }
        SameFields.copy(request, made, Set.of());
        place.configurations.put(name, made.build());
        return CreateLaunchConfigurationResponse.builder().build();
    }

    private DescribeLaunchConfigurationsResponse describe(DescribeLaunchConfigurationsRequest request, Caller caller) {
        List<LaunchConfiguration> all = fleet.in(caller).configurations.values().stream()
                .filter(configuration -> request.launchConfigurationNames().isEmpty()
                        || request.launchConfigurationNames().contains(configuration.launchConfigurationName()))
                .toList();
        Page<LaunchConfiguration> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeLaunchConfigurationsResponse.builder()
                .launchConfigurations(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteLaunchConfigurationResponse delete(DeleteLaunchConfigurationRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        String name = request.launchConfigurationName();
        place.groups.values().stream()
                .filter(group -> name.equals(group.described().launchConfigurationName()))
                .findFirst()
                .ifPresent(user -> {
                    throw Refusals.inUse("Cannot delete launch configuration " + name + " because it is attached to"
                            + " AutoScalingGroup " + user.name());
                });
        if (place.configurations.remove(name) == null) {
            throw Refusals.validation(
                    "Launch configuration name not found - Launch configuration " + name + " not found");
        }
        return DeleteLaunchConfigurationResponse.builder().build();
    }
}
