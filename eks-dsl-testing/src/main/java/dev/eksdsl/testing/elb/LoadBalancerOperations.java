package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The operations on load balancers, their listeners and tags. */
final class LoadBalancerOperations {

    private static final int MOST_ON_A_PAGE = 400;

    private final Balancing balancing;

    LoadBalancerOperations(Balancing balancing) {
        this.balancing = balancing;
    }

    void register(Operations operations) {
        operations.on(DescribeLoadBalancersRequest.class, this::describe);
        operations.on(DescribeListenersRequest.class, this::listeners);
        operations.on(DescribeTagsRequest.class, this::tags);
        operations.on(DeleteLoadBalancerRequest.class, this::delete);
    }

    private DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        request.loadBalancerArns().forEach(place::loadBalancer);
        for (String name : request.names()) {
            if (place.shown().stream()
                    .noneMatch(balancer -> balancer.wanted.name().equals(name))) {
                throw RegionalBalancers.refuse("LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
            }
        }
        List<FakeLoadBalancer> all = place.shown().stream()
                .filter(balancer -> request.loadBalancerArns().isEmpty()
                        || request.loadBalancerArns().contains(balancer.arn))
                .filter(balancer -> request.names().isEmpty() || request.names().contains(balancer.wanted.name()))
                .toList();
        Page<FakeLoadBalancer> page = page(all, balancer -> balancer.arn, request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream().map(FakeLoadBalancer::view).toList())
                .nextMarker(page.next())
                .build();
    }

    /** @throws AwsFault if the page size is outside 1 to 400, or the marker was not given here */
    static <T> Page<T> page(List<T> all, Function<T, String> key, @Nullable Integer size, @Nullable String marker) {
        if (size != null && (size < 1 || size > MOST_ON_A_PAGE)) {
            throw RegionalBalancers.refuse("ValidationError", "The page size must be between 1 and " + MOST_ON_A_PAGE);
        }
        try {
            return Page.of(all, key, size == null ? MOST_ON_A_PAGE : size, marker);
        } catch (IllegalArgumentException e) {
            throw RegionalBalancers.refuse("ValidationError", "Invalid marker");
        }
    }

    private DescribeListenersResponse listeners(DescribeListenersRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        List<FakeLoadBalancer> balancers = request.loadBalancerArn() == null
                ? place.shown()
                : List.of(place.loadBalancer(request.loadBalancerArn()));
        List<Listener> all = balancers.stream()
                .flatMap(balancer -> balancer.listeners.stream().map(balancer::view))
                .filter(listener -> request.listenerArns().isEmpty()
                        || request.listenerArns().contains(listener.listenerArn()))
                .toList();
        if (all.size() < request.listenerArns().size()) {
            throw RegionalBalancers.refuse("ListenerNotFound", "One or more listeners not found");
        }
        Page<Listener> page = page(all, Listener::listenerArn, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.next())
                .build();
    }

    private DescribeTagsResponse tags(DescribeTagsRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        return DescribeTagsResponse.builder()
                .tagDescriptions(request.resourceArns().stream()
                        .map(arn -> TagDescription.builder()
                                .resourceArn(arn)
                                .tags(views(tags(place, arn)))
                                .build())
                        .toList())
                .build();
    }

    private static Map<String, String> tags(RegionalBalancers place, String arn) {
        return arn.contains(":targetgroup/")
                ? place.targetGroup(arn).tags
                : place.loadBalancer(arn).wanted.tags();
    }

    private static List<Tag> views(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    /** Deleting what is not there is well (ELB API reference, DeleteLoadBalancer). */
    private DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request, Caller caller) {
        RegionalBalancers place = balancing.in(caller);
        FakeLoadBalancer balancer = place.loadBalancers.get(request.loadBalancerArn());
        if (balancer != null && !balancer.isClassic()) {
            balancing.delete(place, balancer, false);
        }
        return DeleteLoadBalancerResponse.builder().build();
    }
}
