package dev.eksdsl.testing.autoscaling;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteNotificationConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeNotificationConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.NotificationConfiguration;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationResponse;

/** Which events of groups are told to which topics. There is no topic here to tell them to. */
final class NotificationOperations {

    private final Fleet fleet;

    NotificationOperations(Fleet fleet) {
        this.fleet = fleet;
    }

    void register(Operations operations) {
        operations.on(PutNotificationConfigurationRequest.class, this::put);
        operations.on(DescribeNotificationConfigurationsRequest.class, this::describe);
        operations.on(DeleteNotificationConfigurationRequest.class, this::delete);
    }

    private PutNotificationConfigurationResponse put(PutNotificationConfigurationRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        for (String type : request.notificationTypes()) {
            if (!Types.NOTIFICATIONS.contains(type)) {
                throw Refusals.validation("\"" + type + "\" is not a valid Notification Type");
            }
        }
        group.notifications.keySet().removeIf(key -> key.startsWith(request.topicARN() + " "));
        for (String type : request.notificationTypes()) {
            group.notifications.put(
                    request.topicARN() + " " + type,
                    NotificationConfiguration.builder()
                            .autoScalingGroupName(group.name())
                            .topicARN(request.topicARN())
                            .notificationType(type)
                            .build());
        }
        return PutNotificationConfigurationResponse.builder().build();
    }

    private DescribeNotificationConfigurationsResponse describe(
            DescribeNotificationConfigurationsRequest request, Caller caller) {
        RegionalGroups place = fleet.in(caller);
        List<NotificationConfiguration> all = place.groups.values().stream()
                .filter(group -> request.autoScalingGroupNames().isEmpty()
                        || request.autoScalingGroupNames().contains(group.name()))
                .flatMap(group -> group.notifications.values().stream())
                .toList();
        Page<NotificationConfiguration> page = Listing.page(all, request.maxRecords(), request.nextToken());
        return DescribeNotificationConfigurationsResponse.builder()
                .notificationConfigurations(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteNotificationConfigurationResponse delete(
            DeleteNotificationConfigurationRequest request, Caller caller) {
        Group group = fleet.in(caller).group(request.autoScalingGroupName());
        if (!group.notifications.keySet().removeIf(key -> key.startsWith(request.topicARN() + " "))) {
            throw Refusals.validation(
                    "Notification topic " + request.topicARN() + " doesn't exist for group " + group.name());
        }
        return DeleteNotificationConfigurationResponse.builder().build();
    }
}
