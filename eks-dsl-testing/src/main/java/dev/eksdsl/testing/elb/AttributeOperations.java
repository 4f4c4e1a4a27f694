package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** The operations on attributes of load balancers, listeners and target groups. */
final class AttributeOperations {

    private final ElbState state;

    AttributeOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(DescribeLoadBalancerAttributesRequest.class, this::ofLoadBalancer);
        operations.on(ModifyLoadBalancerAttributesRequest.class, this::modifyLoadBalancer);
        operations.on(DescribeListenerAttributesRequest.class, this::ofListener);
        operations.on(ModifyListenerAttributesRequest.class, this::modifyListener);
        operations.on(DescribeTargetGroupAttributesRequest.class, this::ofTargetGroup);
        operations.on(ModifyTargetGroupAttributesRequest.class, this::modifyTargetGroup);
    }

    private DescribeLoadBalancerAttributesResponse ofLoadBalancer(
            DescribeLoadBalancerAttributesRequest request, Caller caller) {
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(balancerViews(state.in(caller).loadBalancer(request.loadBalancerArn()).attributes))
                .build();
    }

    private ModifyLoadBalancerAttributesResponse modifyLoadBalancer(
            ModifyLoadBalancerAttributesRequest request, Caller caller) {
        FakeLoadBalancer balancer = state.in(caller).loadBalancer(request.loadBalancerArn());
        Map<String, String> changed = new TreeMap<>(balancer.attributes);
        for (LoadBalancerAttribute attribute : request.attributes()) {
            AttributeBook.LOAD_BALANCERS.check(String.valueOf(balancer.type), attribute.key(), attribute.value());
            changed.put(attribute.key(), attribute.value() == null ? "" : attribute.value());
        }
        for (String logs : List.of("access_logs.s3", "connection_logs.s3", "health_check_logs.s3")) {
            if ("true".equals(changed.get(logs + ".enabled")) && "".equals(changed.get(logs + ".bucket"))) {
                throw ElbFaults.configuration("The value of '" + logs + ".bucket' cannot be empty");
            }
        }
        balancer.attributes.putAll(changed);
        return ModifyLoadBalancerAttributesResponse.builder()
                .attributes(balancerViews(changed))
                .build();
    }

    private static List<LoadBalancerAttribute> balancerViews(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(each -> LoadBalancerAttribute.builder()
                        .key(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    private DescribeListenerAttributesResponse ofListener(DescribeListenerAttributesRequest request, Caller caller) {
        return DescribeListenerAttributesResponse.builder()
                .attributes(listenerViews(state.in(caller).listener(request.listenerArn()).attributes))
                .build();
    }

    private ModifyListenerAttributesResponse modifyListener(ModifyListenerAttributesRequest request, Caller caller) {
        FakeListener listener = state.in(caller).listener(request.listenerArn());
        for (ListenerAttribute attribute : request.attributes()) {
            AttributeBook.LISTENERS.check(attributeKind(listener), attribute.key(), attribute.value());
        }
        request.attributes()
                .forEach(each -> listener.attributes.put(each.key(), each.value() == null ? "" : each.value()));
        return ModifyListenerAttributesResponse.builder()
                .attributes(listenerViews(listener.attributes))
                .build();
    }

    /** What the attributes of a listener go by; listeners of gateway load balancers have no protocol of their own. */
    static String attributeKind(FakeListener listener) {
        return listener.protocol == null ? "GENEVE" : listener.protocol.toString();
    }

    private static List<ListenerAttribute> listenerViews(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(each -> ListenerAttribute.builder()
                        .key(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    private DescribeTargetGroupAttributesResponse ofTargetGroup(
            DescribeTargetGroupAttributesRequest request, Caller caller) {
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(groupViews(state.in(caller).targetGroup(request.targetGroupArn()).attributes))
                .build();
    }

    private ModifyTargetGroupAttributesResponse modifyTargetGroup(
            ModifyTargetGroupAttributesRequest request, Caller caller) {
        FakeTargetGroup group = state.in(caller).targetGroup(request.targetGroupArn());
        String family = TargetGroupRules.family(group.settings);
        for (TargetGroupAttribute attribute : request.attributes()) {
            AttributeBook.TARGET_GROUPS.check(family, attribute.key(), attribute.value());
        }
        request.attributes()
                .forEach(each -> group.attributes.put(each.key(), each.value() == null ? "" : each.value()));
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(groupViews(group.attributes))
                .build();
    }

    private static List<TargetGroupAttribute> groupViews(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(each -> TargetGroupAttribute.builder()
                        .key(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }
}
