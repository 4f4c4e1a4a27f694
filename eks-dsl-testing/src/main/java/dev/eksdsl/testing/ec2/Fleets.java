package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetInstance;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.DeleteFleetErrorItem;
import software.amazon.awssdk.services.ec2.model.DeleteFleetSuccessItem;
import software.amazon.awssdk.services.ec2.model.DeleteFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFleetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsResponse;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycle;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateAndOverridesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecificationRequest;

/**
 * The operations on fleets of type {@code instant}, which autoscalers of nodes launch with: one request with many choices of
 * type and subnet, answered with instances and with the refusal of each choice that failed.
 */
final class Fleets {

    private static final Describe<FakeFleet> DESCRIBE = new Describe<FakeFleet>()
            .by("type", fleet -> fleet.asked.typeAsString())
            .by("fleet-state", fleet -> fleet.state)
            .by("excess-capacity-termination-policy", fleet -> fleet.asked.excessCapacityTerminationPolicyAsString())
            .by("replace-unhealthy-instances", fleet -> Boolean.TRUE.equals(fleet.asked.replaceUnhealthyInstances()))
            .by("activity-status", fleet -> "fulfilled");

    /** One choice: a template with what overrides it. */
    private record Choice(
            FleetLaunchTemplateSpecificationRequest template, FleetLaunchTemplateOverridesRequest overrides) {
        double priority() {
            return overrides.priority() == null ? Double.MAX_VALUE : overrides.priority();
        }
    }

    private final Ec2State cloud;
    private final InstanceOrders orders;
    private final Instances instances;
    private final InstanceStates states;

    Fleets(Ec2State cloud, InstanceOrders orders, Instances instances, InstanceStates states) {
        this.cloud = cloud;
        this.orders = orders;
        this.instances = instances;
        this.states = states;
    }

    void register(Operations operations) {
        operations.on(CreateFleetRequest.class, this::create);
        operations.on(DescribeFleetsRequest.class, this::describe);
        operations.on(DeleteFleetsRequest.class, this::delete);
    }

    private CreateFleetResponse create(CreateFleetRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        if (request.type() != FleetType.INSTANT) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has fleets of type instant alone.");
        }
        FakeFleet fleet =
                place.tokens.once(request.clientToken(), request, FakeFleet.class, () -> create(place, request));
        return CreateFleetResponse.builder()
                .fleetId(fleet.id)
                .instances(fleet.instances)
                .errors(fleet.errors)
                .build();
    }

    private FakeFleet create(RegionalState place, CreateFleetRequest request) {
        TargetCapacitySpecificationRequest target = request.targetCapacitySpecification();
        boolean spot = target.defaultTargetCapacityType() != DefaultTargetCapacityType.ON_DEMAND;
        List<Choice> choices = choices(request);
        Map<String, String> fleetTags = new TreeMap<>();
        List<TagSpecification> toInstances = new ArrayList<>();
        for (TagSpecification specification : request.tagSpecifications()) {
            if (specification.resourceType() == ResourceType.FLEET) {
                fleetTags.putAll(TagRules.check(specification.tags()));
            } else {
                toInstances.add(specification);
            }
        }
        String id = place.fleets.newId();
        List<CreateFleetInstance> launched = new ArrayList<>();
        List<CreateFleetError> errors = new ArrayList<>();
        int missing = target.totalTargetCapacity();
        for (Choice choice : choices) {
            if (missing > 0) {
                try {
                    List<FakeInstance> got = launch(place, choice, spot, missing, toInstances, id);
                    missing -= got.size();
                    launched.add(instance(choice, spot, got));
                } catch (AwsFault fault) {
                    errors.add(error(choice, spot, fault));
                }
            }
        }
        return place.fleets.add(new FakeFleet(id, request, cloud.world.now(), launched, errors, fleetTags));
    }

    /** The choices in the order in which EC2 takes them: by priority; else the smallest type, as the cheapest, first. */
    private static List<Choice> choices(CreateFleetRequest request) {
        List<Choice> choices = new ArrayList<>();
        for (FleetLaunchTemplateConfigRequest config : request.launchTemplateConfigs()) {
            if (config.overrides().isEmpty()) {
                choices.add(new Choice(
                        config.launchTemplateSpecification(),
                        FleetLaunchTemplateOverridesRequest.builder().build()));
            }
            config.overrides()
                    .forEach(override -> choices.add(new Choice(config.launchTemplateSpecification(), override)));
        }
        choices.sort(Comparator.comparingDouble(Choice::priority).thenComparingInt(Fleets::size));
        return choices;
    }

    private static int size(Choice choice) {
        return InstanceCatalog.find(String.valueOf(choice.overrides().instanceTypeAsString()))
                .map(InstanceCatalog.Entry::vcpus)
                .orElse(Integer.MAX_VALUE);
    }

    private List<FakeInstance> launch(
            RegionalState place, Choice choice, boolean spot, int count, List<TagSpecification> tags, String fleetId) {
        FleetLaunchTemplateSpecificationRequest wanted = choice.template();
        FakeLaunchTemplate template =
                LaunchTemplateLookup.named(place, wanted.launchTemplateId(), wanted.launchTemplateName());
        CloudNetwork.LaunchTemplateView version =
                template.view(LaunchTemplateLookup.version(template, wanted.version()));
        FleetLaunchTemplateOverridesRequest overrides = choice.overrides();
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder();
        if (overrides.instanceType() != null) {
            data.instanceType(overrides.instanceTypeAsString());
        }
        if (overrides.imageId() != null) {
            data.imageId(overrides.imageId());
        }
        if (spot) {
            data.instanceMarketOptions(options -> options.marketType(MarketType.SPOT));
        }
        if (overrides.availabilityZone() != null) {
            data.placement(placement -> placement.availabilityZone(overrides.availabilityZone()));
        }
        List<LaunchTemplateTagSpecificationRequest> specifications = new ArrayList<>();
        version.data().tagSpecifications().stream()
                .filter(each -> tags.stream().noneMatch(other -> other.resourceType() == each.resourceType()))
                .forEach(each ->
                        specifications.add(MemberCopy.into(LaunchTemplateTagSpecificationRequest.builder(), each)
                                .build()));
        tags.forEach(each -> specifications.add(MemberCopy.into(LaunchTemplateTagSpecificationRequest.builder(), each)
                .build()));
        data.tagSpecifications(specifications);
        InstanceOrder order = orders.order(place, data.build(), version, overrides.subnetId(), null, null);
        List<FakeInstance> launched = instances.launch(place, order, 1, count);
        launched.forEach(instance -> instance.tags.put("aws:ec2:fleet-id", fleetId));
        return launched;
    }

    private static LaunchTemplateAndOverridesResponse chosen(Choice choice) {
        return LaunchTemplateAndOverridesResponse.builder()
                .launchTemplateSpecification(specification -> specification
                        .launchTemplateId(choice.template().launchTemplateId())
                        .launchTemplateName(choice.template().launchTemplateName())
                        .version(choice.template().version()))
                .overrides(MemberCopy.into(FleetLaunchTemplateOverrides.builder(), choice.overrides())
                        .build())
                .build();
    }

    private static CreateFleetInstance instance(Choice choice, boolean spot, List<FakeInstance> launched) {
        return CreateFleetInstance.builder()
                .launchTemplateAndOverrides(chosen(choice))
                .lifecycle(spot ? InstanceLifecycle.SPOT : InstanceLifecycle.ON_DEMAND)
                .instanceIds(launched.stream().map(each -> each.id).toList())
                .instanceType(launched.get(0).type)
                .build();
    }

    private static CreateFleetError error(Choice choice, boolean spot, AwsFault fault) {
        return CreateFleetError.builder()
                .launchTemplateAndOverrides(chosen(choice))
                .lifecycle(spot ? InstanceLifecycle.SPOT : InstanceLifecycle.ON_DEMAND)
                .errorCode(fault.code())
                .errorMessage(fault.getMessage())
                .build();
    }

    private DescribeFleetsResponse describe(DescribeFleetsRequest request, Caller caller) {
        Page<FakeFleet> page = DESCRIBE.page(
                cloud.in(caller).fleets,
                request.fleetIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeFleetsResponse.builder()
                .fleets(page.items().stream().map(FakeFleet::view).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteFleetsResponse delete(DeleteFleetsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<DeleteFleetSuccessItem> deleted = new ArrayList<>();
        List<DeleteFleetErrorItem> unknown = new ArrayList<>();
        for (String id : request.fleetIds()) {
            Optional<FakeFleet> found = place.fleets.find(id);
            if (found.isEmpty()) {
                unknown.add(DeleteFleetErrorItem.builder()
                        .fleetId(id)
                        .error(error ->
                                error.code("fleetIdDoesNotExist").message("The fleet ID '" + id + "' does not exist"))
                        .build());
                continue;
            }
            FakeFleet fleet = found.get();
            fleet.state = "deleted";
            fleet.instances.stream()
                    .flatMap(each -> each.instanceIds().stream())
                    .flatMap(instanceId -> place.instances.find(instanceId).stream())
                    .forEach(instance -> states.terminate(
                            place, caller, instance, "Client.UserInitiatedShutdown", "User initiated shutdown"));
            deleted.add(DeleteFleetSuccessItem.builder()
                    .fleetId(id)
                    .currentFleetState("deleted_terminating")
                    .previousFleetState("active")
                    .build());
        }
        return DeleteFleetsResponse.builder()
                .successfulFleetDeletions(deleted)
                .unsuccessfulFleetDeletions(unknown)
                .build();
    }
}
