package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.kubernetes.LoadBalancers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A network or classic load balancer with its listeners and the network interfaces that it holds. */
final class FakeLoadBalancer {

    /** A listener, which sends all to one target group. */
    record FakeListener(String arn, int port, ProtocolEnum protocol, FakeTargetGroup targetGroup) {}

    final String arn;
    final String dnsName;
    final String vpcId;
    final Instant created;
    final LoadBalancers.Wanted wanted;
    /** Names of the zones, and the subnet in each. */
    final Map<String, String> zones = new LinkedHashMap<>();

    final List<String> interfaceIds = new ArrayList<>();
    final List<FakeListener> listeners = new ArrayList<>();
    boolean active;

    FakeLoadBalancer(String arn, String dnsName, String vpcId, Instant created, LoadBalancers.Wanted wanted) {
        this.arn = arn;
        this.dnsName = dnsName;
        this.vpcId = vpcId;
        this.created = created;
        this.wanted = wanted;
    }

    /** Classic load balancers belong to an older API; ELBv2 does not show them. */
    boolean isClassic() {
        return wanted.type() == LoadBalancers.Type.CLASSIC;
    }

    LoadBalancer view() {
        return LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(wanted.name())
                .dnsName(dnsName)
                .createdTime(created)
                .vpcId(vpcId)
                .scheme(
                        wanted.scheme() == LoadBalancers.Scheme.INTERNET_FACING
                                ? LoadBalancerSchemeEnum.INTERNET_FACING
                                : LoadBalancerSchemeEnum.INTERNAL)
                .type(LoadBalancerTypeEnum.NETWORK)
                .state(state -> state.code(active ? LoadBalancerStateEnum.ACTIVE : LoadBalancerStateEnum.PROVISIONING))
                .availabilityZones(zones.entrySet().stream()
                        .map(zone -> AvailabilityZone.builder()
                                .zoneName(zone.getKey())
                                .subnetId(zone.getValue())
                                .build())
                        .toList())
                .ipAddressType(IpAddressType.IPV4)
                .build();
    }

    Listener view(FakeListener listener) {
        return Listener.builder()
                .listenerArn(listener.arn())
                .loadBalancerArn(arn)
                .port(listener.port())
                .protocol(listener.protocol())
                .defaultActions(Action.builder()
                        .type("forward")
                        .targetGroupArn(listener.targetGroup().arn)
                        .build())
                .build();
    }
}
