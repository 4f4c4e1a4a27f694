package dev.eksdsl.resource.targetgroup;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.elb.ElbTags;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The kind {@value #KIND}: it stays when its load balancer goes. */
public final class TargetGroupType extends LeftoverType<TargetGroupState> {

    /** The kind's name. */
    public static final String KIND = "target-group";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<TargetGroupState> stateType() {
        return TargetGroupState.class;
    }

    @Override
    public Set<String> needs() {
        return Set.of("vpc");
    }

    @Override
    protected void find(Observing<Undeclared, TargetGroupState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        List<TargetGroup> all = describe(observing.aws());
        var tags = ElbTags.of(
                observing.aws(), all.stream().map(TargetGroup::targetGroupArn).toList());
        for (TargetGroup each : all) {
            if (ours.claim(tags.getOrDefault(each.targetGroupArn(), Map.of()))) {
                TargetGroupState state = new TargetGroupState(each.targetGroupArn(), each.targetGroupName());
                observing.found(new ResourceId(KIND, state.name()), new Observation.Present<>(state));
            }
        }
    }

    @Override
    public String awsName(TargetGroupState state) {
        return state.arn();
    }

    @Override
    public Progress<TargetGroupState> delete(Acting acting, TargetGroupState state) {
        DeleteTargetGroupRequest request =
                DeleteTargetGroupRequest.builder().targetGroupArn(state.arn()).build();
        try {
            acting.aws().elb(ElasticLoadBalancingV2Client::deleteTargetGroup, request);
        } catch (AwsCallException e) {
            if (!ElbTags.isGone(e)) {
                throw e;
            }
        }
        return Progress.gone();
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE ->
                List.of(
                        new Permission("elasticloadbalancing:DescribeTargetGroups", List.of("*"), Map.of()),
                        new Permission("elasticloadbalancing:DescribeTags", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "elasticloadbalancing:DeleteTargetGroup",
                        List.of(scope.arn("elasticloadbalancing", "targetgroup/" + id.name() + "/*")),
                        Map.of()));
            default -> List.of();
        };
    }

    private static List<TargetGroup> describe(AwsApi aws) {
        return Pages.all(
                marker -> aws.elb(
                        ElasticLoadBalancingV2Client::describeTargetGroups,
                        DescribeTargetGroupsRequest.builder().marker(marker).build()),
                DescribeTargetGroupsResponse::nextMarker,
                DescribeTargetGroupsResponse::targetGroups);
    }
}
