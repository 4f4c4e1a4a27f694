package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsResponse;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.PlacementGroupState;
import software.amazon.awssdk.services.ec2.model.PlacementStrategy;

/** The operations on placement groups. */
final class PlacementGroups {

    /** A placement group. */
    static final class Group extends FakeResource {
        final String name;
        final PlacementStrategy strategy;
        final @Nullable Integer partitions;

        Group(
                String id,
                String name,
                PlacementStrategy strategy,
                @Nullable Integer partitions,
                Map<String, String> tags) {
            super(id, tags);
            this.name = name;
            this.strategy = strategy;
            this.partitions = partitions;
        }

        PlacementGroup view(RegionalState place) {
            return PlacementGroup.builder()
                    .groupId(id)
                    .groupName(name)
                    .groupArn(place.arn("placement-group/" + name))
                    .strategy(strategy)
                    .partitionCount(partitions)
                    .state(PlacementGroupState.AVAILABLE)
                    .tags(tagViews())
                    .build();
        }
    }

    private static Describe<Group> filters(RegionalState place) {
        return new Describe<Group>()
                .by("group-arn", group -> group.view(place).groupArn())
                .by("spread-level", group -> group.view(place).spreadLevelAsString())
                .by("group-name", group -> group.name)
                .by("strategy", group -> group.strategy)
                .by("state", group -> "available");
    }

    private final Ec2State cloud;

    PlacementGroups(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreatePlacementGroupRequest.class, this::create);
        operations.on(DescribePlacementGroupsRequest.class, this::describe);
        operations.on(DeletePlacementGroupRequest.class, this::delete);
    }

    private static Group named(RegionalState place, String name) {
        return place.placementGroups.all().stream()
                .filter(group -> group.name.equals(name))
                .findFirst()
                .orElseThrow(() -> Kind.PLACEMENT_GROUP.notFound(name));
    }

    private CreatePlacementGroupResponse create(CreatePlacementGroupRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String name = Ec2Faults.required(request.groupName(), "groupName");
        boolean taken = place.placementGroups.all().stream().anyMatch(group -> group.name.equals(name));
        if (taken) {
            throw Ec2Faults.refuse(
                    "InvalidPlacementGroup.Duplicate", "The Placement Group '" + name + "' already exists.");
        }
        Group group = place.placementGroups.add(new Group(
                place.placementGroups.newId(),
                name,
                request.strategy() == null ? PlacementStrategy.CLUSTER : request.strategy(),
                request.partitionCount(),
                TagRules.onCreate(request.tagSpecifications(), Kind.PLACEMENT_GROUP)));
        return CreatePlacementGroupResponse.builder()
                .placementGroup(group.view(place))
                .build();
    }

    private DescribePlacementGroupsResponse describe(DescribePlacementGroupsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<String> ids = new ArrayList<>(request.groupIds());
        request.groupNames().forEach(name -> ids.add(named(place, name).id));
        return DescribePlacementGroupsResponse.builder()
                .placementGroups(filters(place).all(place.placementGroups, ids, request.filters()).stream()
                        .map(group -> group.view(place))
                        .toList())
                .build();
    }

    private DeletePlacementGroupResponse delete(DeletePlacementGroupRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Group group = named(place, Ec2Faults.required(request.groupName(), "groupName"));
        boolean used = place.instances.all().stream()
                .anyMatch(instance -> !instance.isTerminated()
                        && instance.launch.placement() != null
                        && group.name.equals(instance.launch.placement().groupName()));
        if (used) {
            throw Ec2Faults.refuse(
                    "InvalidPlacementGroup.InUse",
                    "The placement group " + group.name + " is in use and may not be deleted.");
        }
        place.placementGroups.remove(group);
        return DeletePlacementGroupResponse.builder().build();
    }
}
