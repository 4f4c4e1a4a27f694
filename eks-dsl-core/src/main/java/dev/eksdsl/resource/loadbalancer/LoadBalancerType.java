package dev.eksdsl.resource.loadbalancer;

import dev.eksdsl.aws.AwsApi;
import dev.eksdsl.aws.AwsCallException;
import dev.eksdsl.aws.Pages;
import dev.eksdsl.model.ResourceId;
import dev.eksdsl.resource.Acting;
import dev.eksdsl.resource.Action;
import dev.eksdsl.resource.Need;
import dev.eksdsl.resource.Observation;
import dev.eksdsl.resource.Observing;
import dev.eksdsl.resource.Permission;
import dev.eksdsl.resource.PermissionScope;
import dev.eksdsl.resource.Progress;
import dev.eksdsl.resource.ResourceFailedException;
import dev.eksdsl.resource.Timing;
import dev.eksdsl.resource.elb.ElbTags;
import dev.eksdsl.resource.leftover.ClusterTags;
import dev.eksdsl.resource.leftover.LeftoverType;
import dev.eksdsl.resource.leftover.Undeclared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The kind {@value #KIND}: what a controller made for a Service or an Ingress. It takes its listeners with it. */
public final class LoadBalancerType extends LeftoverType<LoadBalancerState> {

    /** The kind's name. */
    public static final String KIND = "load-balancer";

    /** Unseen within seconds; its interfaces, which hold subnets and groups, go within minutes (Terraform: ten at most). */
    private static final Timing DELETION = Timing.of(Duration.ofSeconds(10), Duration.ofMinutes(10));

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<LoadBalancerState> stateType() {
        return LoadBalancerState.class;
    }

    /** An internet gateway cannot be detached while a load balancer has public addresses. */
    @Override
    public Set<String> needs() {
        return Set.of("target-group", "managed-security-group", "security-group", "subnet", "internet-gateway");
    }

    @Override
    protected void find(Observing<Undeclared, LoadBalancerState> observing, boolean clusterStands) {
        ClusterTags ours = new ClusterTags(observing.owner().cluster());
        List<LoadBalancer> all = describe(observing.aws());
        var tags = ElbTags.of(
                observing.aws(), all.stream().map(LoadBalancer::loadBalancerArn).toList());
        for (LoadBalancer each : all) {
            if (ours.claim(tags.getOrDefault(each.loadBalancerArn(), Map.of()))) {
                LoadBalancerState state = new LoadBalancerState(each.loadBalancerArn(), each.loadBalancerName());
                observing.found(new ResourceId(KIND, state.name()), new Observation.Present<>(state));
            }
        }
    }

    @Override
    public String awsName(LoadBalancerState state) {
        return state.arn();
    }

    /** Deletion protection is somebody's will: it is not switched off. */
    @Override
    public Progress<LoadBalancerState> delete(Acting acting, LoadBalancerState state) {
        DeleteLoadBalancerRequest request =
                DeleteLoadBalancerRequest.builder().loadBalancerArn(state.arn()).build();
        try {
            acting.aws().elb(ElasticLoadBalancingV2Client::deleteLoadBalancer, request);
        } catch (AwsCallException e) {
            if (e.is("OperationNotPermitted")) {
                throw new ResourceFailedException(
                        "load balancer " + state.name() + " may not be deleted: if nobody needs it, set its attribute"
                                + " deletion_protection.enabled to false and destroy again",
                        e.reason());
            }
            if (!ElbTags.isGone(e)) {
                throw e;
            }
        }
        return look(acting, state);
    }

    private static Progress<LoadBalancerState> look(Acting acting, LoadBalancerState state) {
        DescribeLoadBalancersRequest request = DescribeLoadBalancersRequest.builder()
                .loadBalancerArns(state.arn())
                .build();
        try {
            acting.aws().elb(ElasticLoadBalancingV2Client::describeLoadBalancers, request);
            return Progress.waiting("deleting", again -> look(again, state));
        } catch (AwsCallException e) {
            if (!ElbTags.isGone(e)) {
                throw e;
            }
            return Progress.gone();
        }
    }

    @Override
    public List<Permission> permissions(PermissionScope scope, Need need, ResourceId id, Optional<Undeclared> spec) {
        return switch (need) {
            case OBSERVE ->
                List.of(
                        new Permission("elasticloadbalancing:DescribeLoadBalancers", List.of("*"), Map.of()),
                        new Permission("elasticloadbalancing:DescribeTags", List.of("*"), Map.of()));
            case DELETE ->
                List.of(new Permission(
                        "elasticloadbalancing:DeleteLoadBalancer",
                        List.of(scope.arn("elasticloadbalancing", "loadbalancer/*/" + id.name() + "/*")),
                        Map.of()));
            default -> List.of();
        };
    }

    @Override
    public Timing timing(Action action, Optional<String> call) {
        return DELETION;
    }

    private static List<LoadBalancer> describe(AwsApi aws) {
        return Pages.all(
                marker -> aws.elb(
                        ElasticLoadBalancingV2Client::describeLoadBalancers,
                        DescribeLoadBalancersRequest.builder().marker(marker).build()),
                DescribeLoadBalancersResponse::nextMarker,
                DescribeLoadBalancersResponse::loadBalancers);
    }
}
