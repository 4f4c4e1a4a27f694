package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StatusName;
import software.amazon.awssdk.services.ec2.model.StatusType;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/** The operations that launch and show instances; those that change their state are in {@link InstanceStates}. */
final class Instances {

    private final Ec2State cloud;
    private final InstanceOrders orders;
    private final InstanceLauncher launcher;

    Instances(Ec2State cloud, InstanceOrders orders, InstanceLauncher launcher) {
        this.cloud = cloud;
        this.orders = orders;
        this.launcher = launcher;
    }

    void register(Operations operations) {
        operations.on(RunInstancesRequest.class, this::run);
        operations.on(DescribeInstancesRequest.class, this::describe);
        operations.on(DescribeInstanceStatusRequest.class, this::status);
    }

    private RunInstancesResponse run(RunInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Reservation reservation =
                place.tokens.once(request.clientToken(), request, Reservation.class, () -> run(place, request));
        return MemberCopy.into(RunInstancesResponse.builder(), reservation).build();
    }

    private Reservation run(RegionalState place, RunInstancesRequest request) {
        int least = request.minCount() == null ? 1 : request.minCount();
        int most = request.maxCount() == null ? 1 : request.maxCount();
        if (least < 1 || most < least) {
            throw Ec2Faults.invalid(
                    least < 1 ? least : most,
                    least < 1 ? "minCount" : "maxCount",
                    "The count must be at least 1" + " and minCount must not be greater than maxCount.");
        }
        request.tagSpecifications().forEach(specification -> {
            if (!TAGGABLE.contains(specification.resourceTypeAsString())) {
                throw Ec2Faults.invalid("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
        });
        CloudNetwork.LaunchTemplateView template = template(place, request.launchTemplate());
        InstanceOrder order = orders.order(
                place, request, template, request.subnetId(), request.privateIpAddress(), request.clientToken());
        List<FakeInstance> launched = launch(place, order, least, most);
        return reservation(place, launched.get(0), launched);
    }

    private static final Set<String> TAGGABLE =
            Set.of("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");

    /** Launches at least so many and at most so many; either the least or none. */
    List<FakeInstance> launch(RegionalState place, InstanceOrder order, int least, int most) {
        int free = order.existing() == null ? order.subnet().freeAddresses() : 1;
        if (free < least) {
            throw Interfaces.noAddresses(order.subnet());
        }
        List<FakeInstance> launched = new ArrayList<>();
        for (int i = 0; i < Math.min(most, free); i++) {
            InstanceOrder each = new InstanceOrder(
                    order.data(),
                    order.subnet(),
                    order.existing(),
                    order.privateIp(),
                    order.image(),
                    order.tags(),
                    order.template(),
                    order.reservationId(),
                    i,
                    order.clientToken(),
                    order.requesterId());
            launched.add(launcher.launch(place, each));
        }
        return launched;
    }

    static CloudNetwork.@Nullable LaunchTemplateView template(
            RegionalState place, @Nullable LaunchTemplateSpecification wanted) {
        if (wanted == null) {
            return null;
        }
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, wanted.launchTemplateId(), wanted.launchTemplateName());
        return template.view(LaunchTemplateLookup.version(template, wanted.version()));
    }

    private static Reservation reservation(RegionalState place, FakeInstance first, List<FakeInstance> instances) {
        return Reservation.builder()
                .reservationId(first.birth.reservationId())
                .ownerId(place.accountId)
                .requesterId(first.birth.requesterId())
                .instances(instances.stream()
                        .map(instance -> InstanceDescription.of(place, instance))
                        .toList())
                .build();
    }

    private DescribeInstancesResponse describe(DescribeInstancesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (!request.instanceIds().isEmpty() && request.maxResults() != null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination",
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        Page<FakeInstance> page = InstanceFilters.all(place)
                .page(
                        place.instances,
                        request.instanceIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
        Map<String, List<FakeInstance>> reservations = page.items().stream()
                .collect(Collectors.groupingBy(
                        instance -> instance.birth.reservationId(), LinkedHashMap::new, Collectors.toList()));
        return DescribeInstancesResponse.builder()
                .reservations(reservations.values().stream()
                        .map(instances -> reservation(place, instances.get(0), instances))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    /** Shows running instances alone unless the request includes all. */
    private DescribeInstanceStatusResponse status(DescribeInstanceStatusRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        List<FakeInstance> shown =
                InstanceFilters.ofStatus()
                        .apply(place.instances.visible(request.instanceIds()), request.filters())
                        .stream()
                        .filter(instance -> all || instance.state == InstanceStateName.RUNNING)
                        .toList();
        Page<FakeInstance> page = Pages.of(shown, FakeResource::order, 1000, request.maxResults(), request.nextToken());
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(page.items().stream().map(Instances::status).toList())
                .nextToken(page.next())
                .build();
    }

    private static InstanceStatus status(FakeInstance instance) {
        boolean runs = instance.state == InstanceStateName.RUNNING;
        InstanceStatusSummary summary = InstanceStatusSummary.builder()
                .status(runs ? SummaryStatus.OK : SummaryStatus.NOT_APPLICABLE)
                .details(
                        runs
                                ? List.of(InstanceStatusDetails.builder()
                                        .name(StatusName.REACHABILITY)
                                        .status(StatusType.PASSED)
                                        .build())
                                : List.of())
                .build();
        return InstanceStatus.builder()
                .instanceId(instance.id)
                .availabilityZone(instance.subnet().zone.name())
                .availabilityZoneId(instance.subnet().zone.id())
                .instanceState(instance.stateView())
                .instanceStatus(summary)
                .systemStatus(summary)
                .operator(operator -> operator.managed(false))
                .build();
    }
}
