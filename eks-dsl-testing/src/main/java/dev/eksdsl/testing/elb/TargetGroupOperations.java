package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** The operations on target groups. */
final class TargetGroupOperations {

    private final Balancing balancing;

    TargetGroupOperations(Balancing balancing) {
        this.balancing = balancing;
    }

    void register(Operations operations) {
        operations.on(DescribeTargetGroupsRequest.class, this::describe);
        operations.on(DescribeTargetHealthRequest.class, this::health);
        operations.on(DeleteTargetGroupRequest.class, this::delete);
    }

    private DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        request.targetGroupArns().forEach(place::targetGroup);
        FakeLoadBalancer user =
                request.loadBalancerArn() == null ? null : place.loadBalancer(request.loadBalancerArn());
        List<FakeTargetGroup> all = place.targetGroups.values().stream()
                .filter(group -> request.targetGroupArns().isEmpty()
                        || request.targetGroupArns().contains(group.arn))
                .filter(group -> request.names().isEmpty() || request.names().contains(group.name))
                .filter(group -> user == null || group.user == user)
                .toList();
        if (!request.names().isEmpty() && all.size() < request.names().size()) {
            throw RegionalBalancers.noTargetGroup();
        }
        Page<FakeTargetGroup> page =
                LoadBalancerOperations.page(all, group -> group.arn, request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream().map(FakeTargetGroup::view).toList())
                .nextMarker(page.next())
                .build();
    }

    private DescribeTargetHealthResponse health(DescribeTargetHealthRequest request, Caller caller) {
        FakeTargetGroup group = balancing.in(caller).targetGroup(request.targetGroupArn());
        boolean used = group.user != null;
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(group.targetIds.stream()
                        .map(id -> TargetHealthDescription.builder()
                                .target(target -> target.id(id).port(group.port))
                                .healthCheckPort(String.valueOf(group.port))
                                .targetHealth(health -> health.state(
                                        used ? TargetHealthStateEnum.HEALTHY : TargetHealthStateEnum.UNUSED))
                                .build())
                        .toList())
                .build();
    }

    private DeleteTargetGroupResponse delete(DeleteTargetGroupRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        FakeTargetGroup group = place.targetGroups.get(request.targetGroupArn());
        if (group != null && group.user != null) {
            throw RegionalBalancers.refuse(
                    "ResourceInUse", "Target group '" + group.arn + "' is currently in use by a listener or a rule");
        }
        place.targetGroups.remove(request.targetGroupArn());
        return DeleteTargetGroupResponse.builder().build();
    }
}
