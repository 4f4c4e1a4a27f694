package dev.eksdsl.testing.elb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A target group, with the targets that a controller has put into it. */
final class FakeTargetGroup {

    final String arn;
    final String name;
    final ProtocolEnum protocol;
    final int port;
    final String vpcId;
    final Map<String, String> tags;
    /** The load balancer that uses it; null when none does. */
    @Nullable
    FakeLoadBalancer user;

    List<String> targetIds = List.of();

    FakeTargetGroup(String arn, String name, ProtocolEnum protocol, int port, String vpcId, Map<String, String> tags) {
        this.arn = arn;
        this.name = name;
        this.protocol = protocol;
        this.port = port;
        this.vpcId = vpcId;
        this.tags = Map.copyOf(tags);
    }

    /** Targets are addresses of pods, or ids of instances. */
    private TargetTypeEnum targetType() {
        return targetIds.stream().anyMatch(id -> id.startsWith("i-")) ? TargetTypeEnum.INSTANCE : TargetTypeEnum.IP;
    }

    TargetGroup view() {
        return TargetGroup.builder()
                .targetGroupArn(arn)
                .targetGroupName(name)
                .protocol(protocol)
                .port(port)
                .vpcId(vpcId)
                .targetType(targetType())
                .healthCheckEnabled(true)
                .healthCheckProtocol(protocol)
                .healthCheckPort("traffic-port")
                .loadBalancerArns(user == null ? List.of() : List.of(user.arn))
                .build();
    }
}
