package dev.eksdsl.testing.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** A listener of a load balancer. Its certificates beside the default one are in {@link #more}. */
final class FakeListener extends ElbResource {

    final FakeLoadBalancer balancer;
    /** Null for listeners of gateway load balancers, as is the protocol. */
    @Nullable
    Integer port;

    @Nullable
    ProtocolEnum protocol;

    @Nullable
    String sslPolicy;

    @Nullable
    String defaultCertificate;

    @Nullable
    MutualAuthenticationAttributes mutualAuthentication;

    final List<String> more = new ArrayList<>();
    final Map<String, String> attributes = new TreeMap<>();
    List<String> alpnPolicy = List.of();
    List<Action> actions = List.of();

    FakeListener(String arn, FakeLoadBalancer balancer, Map<String, String> tags) {
        super(arn, tags);
        this.balancer = balancer;
    }

    boolean isSecure() {
        return protocol == ProtocolEnum.HTTPS || protocol == ProtocolEnum.TLS;
    }

    Listener view() {
        Listener.Builder view = Listener.builder()
                .listenerArn(arn)
                .loadBalancerArn(balancer.arn)
                .port(port)
                .protocol(protocol)
                .sslPolicy(sslPolicy)
                .mutualAuthentication(mutualAuthentication)
                .defaultActions(actions);
        if (defaultCertificate != null) {
            view.certificates(
                    Certificate.builder().certificateArn(defaultCertificate).build());
        }
        return alpnPolicy.isEmpty() ? view.build() : view.alpnPolicy(alpnPolicy).build();
    }
}
