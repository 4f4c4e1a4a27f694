package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The operations on target groups. */
final class TargetGroupOperations {

    private final ElbState state;

    TargetGroupOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateTargetGroupRequest.class, this::create);
        operations.on(DescribeTargetGroupsRequest.class, this::describe);
        operations.on(ModifyTargetGroupRequest.class, this::modify);
        operations.on(DeleteTargetGroupRequest.class, this::delete);
    }

    /** A group of the same name and the same settings is answered with as it is (ELB API, CreateTargetGroup). */
    private CreateTargetGroupResponse create(CreateTargetGroupRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        TargetGroup settings = TargetGroupRules.settings(request);
        Map<String, String> tags = ElbTags.onCreate(request.tags());
        if (settings.vpcId() != null
                && state.network.vpcCidrs(caller, settings.vpcId()).isEmpty()
                && !state.world.isLenient()) {
            throw ElbFaults.invalid("The VPC ID '" + settings.vpcId() + "' is not found");
        }
        Optional<FakeTargetGroup> same = place.targetGroups.values().stream()
                .filter(group -> group.name().equals(settings.targetGroupName()))
                .findFirst();
        if (same.isPresent()) {
            FakeTargetGroup present = same.get();
            if (!present.settings.equals(
                    settings.toBuilder().targetGroupArn(present.arn).build())) {
                throw ElbFaults.refuse(
                        "DuplicateTargetGroupName",
                        "A target group with the same name '" + settings.targetGroupName()
                                + "' exists, but with different settings");
            }
            return CreateTargetGroupResponse.builder()
                    .targetGroups(present.view(place.usersOf(present)))
                    .build();
        }
        FakeTargetGroup group = add(place, settings, tags);
        return CreateTargetGroupResponse.builder()
                .targetGroups(group.view(List.of()))
                .build();
    }

    FakeTargetGroup add(RegionalBalancers place, TargetGroup settings, Map<String, String> tags) {
        if (place.targetGroups.size() >= ElbQuotas.TARGET_GROUPS) {
            throw ElbFaults.refuse("TooManyTargetGroups", "The maximum number of target groups has been reached");
        }
        String arn = place.arn("targetgroup/" + settings.targetGroupName() + "/"
                + state.world.ids().hex(16));
        FakeTargetGroup group =
                new FakeTargetGroup(settings.toBuilder().targetGroupArn(arn).build(), tags);
        group.attributes.putAll(AttributeBook.TARGET_GROUPS.initial(TargetGroupRules.family(settings)));
        boolean keepsNoClient = settings.targetType() == TargetTypeEnum.IP
                && (settings.protocol() == ProtocolEnum.TCP || settings.protocol() == ProtocolEnum.TLS);
        if (keepsNoClient) {
            group.attributes.put("preserve_client_ip.enabled", "false");
        }
        place.targetGroups.put(arn, group);
        return group;
    }

    private DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        long ways = Stream.of(
                        request.loadBalancerArn() != null,
                        !request.targetGroupArns().isEmpty(),
                        !request.names().isEmpty())
                .filter(given -> given)
                .count();
        if (ways > 1) {
            throw ElbFaults.invalid("Target group names, target group ARNs, and a load balancer ARN cannot be"
                    + " specified at the same time");
        }
        request.targetGroupArns().forEach(place::targetGroup);
        for (String name : request.names()) {
            if (place.targetGroups.values().stream()
                    .noneMatch(group -> group.name().equals(name))) {
                throw ElbFaults.noTargetGroup();
            }
        }
        FakeLoadBalancer user =
                request.loadBalancerArn() == null ? null : place.loadBalancer(request.loadBalancerArn());
        List<FakeTargetGroup> all = place.targetGroups.values().stream()
                .filter(group -> request.targetGroupArns().isEmpty()
                        || request.targetGroupArns().contains(group.arn))
                .filter(group -> request.names().isEmpty() || request.names().contains(group.name()))
                .filter(group -> user == null || place.usersOf(group).contains(user))
                .toList();
        Page<FakeTargetGroup> page = ElbState.page(all, group -> group.arn, request.pageSize(), request.marker());
        return DescribeTargetGroupsResponse.builder()
                .targetGroups(page.items().stream()
                        .map(group -> group.view(place.usersOf(group)))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private ModifyTargetGroupResponse modify(ModifyTargetGroupRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeTargetGroup group = place.targetGroup(request.targetGroupArn());
        TargetGroup present = group.settings;
        TargetGroup wanted = present.toBuilder()
                .healthCheckEnabled(TargetGroupRules.or(request.healthCheckEnabled(), present.healthCheckEnabled()))
                .healthCheckProtocol(
                        request.healthCheckProtocol() == null
                                ? present.healthCheckProtocolAsString()
                                : request.healthCheckProtocolAsString())
                .healthCheckPort(
                        request.healthCheckPort() == null ? present.healthCheckPort() : request.healthCheckPort())
                .healthCheckPath(
                        request.healthCheckPath() == null ? present.healthCheckPath() : request.healthCheckPath())
                .matcher(request.matcher() == null ? present.matcher() : request.matcher())
                .healthCheckIntervalSeconds(
                        TargetGroupRules.or(request.healthCheckIntervalSeconds(), present.healthCheckIntervalSeconds()))
                .healthCheckTimeoutSeconds(
                        TargetGroupRules.or(request.healthCheckTimeoutSeconds(), present.healthCheckTimeoutSeconds()))
                .healthyThresholdCount(
                        TargetGroupRules.or(request.healthyThresholdCount(), present.healthyThresholdCount()))
                .unhealthyThresholdCount(
                        TargetGroupRules.or(request.unhealthyThresholdCount(), present.unhealthyThresholdCount()))
                .build();
        TargetGroupRules.checkHealthChecks(wanted);
        group.settings = wanted;
        return ModifyTargetGroupResponse.builder()
                .targetGroups(group.view(place.usersOf(group)))
                .build();
    }

    /** Deleting what is not there is well (ELB API reference, DeleteTargetGroup). */
    private DeleteTargetGroupResponse delete(DeleteTargetGroupRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeTargetGroup group = place.targetGroups.get(request.targetGroupArn());
        if (group != null && place.isUsed(group)) {
            throw ElbFaults.refuse(
                    "ResourceInUse", "Target group '" + group.arn + "' is currently in use by a listener or a rule");
        }
        place.targetGroups.remove(request.targetGroupArn());
        return DeleteTargetGroupResponse.builder().build();
    }
}
