package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.AwsFault;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** The rules for listeners: protocols by type of load balancer, certificates, policies. */
final class ListenerRules {

    private static final List<ProtocolEnum> APPLICATION = List.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS);
    private static final List<ProtocolEnum> NETWORK = List.of(
            ProtocolEnum.TCP,
            ProtocolEnum.TLS,
            ProtocolEnum.UDP,
            ProtocolEnum.TCP_UDP,
            ProtocolEnum.QUIC,
            ProtocolEnum.TCP_QUIC);
    private static final Set<String> ALPN = Set.of("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None");
    private static final Pattern CERTIFICATE = Pattern.compile(
            "arn:aws[a-z-]*:(acm:[a-z0-9-]+:\\d{12}:certificate/.+|iam::\\d{12}:server-certificate/.+)");

    private ListenerRules() {}

    /** Checks a listener that is to be, and fills in what the API does. */
    static void complete(RegionalBalancers place, FakeListener listener) {
        if (listener.balancer.is(LoadBalancerTypeEnum.GATEWAY)) {
            checkGateway(listener);
            return;
        }
        if (listener.port == null) {
            throw ElbFaults.invalid("A listener port must be specified");
        }
        if (listener.protocol == null) {
            throw ElbFaults.invalid("A listener protocol must be specified");
        }
        List<ProtocolEnum> known = listener.balancer.is(LoadBalancerTypeEnum.NETWORK) ? NETWORK : APPLICATION;
        if (!known.contains(listener.protocol)) {
            throw ElbFaults.invalid("Listener protocol '" + listener.protocol + "' must be one of '"
                    + String.join(
                            ", ", known.stream().map(ProtocolEnum::toString).toList()) + "'");
        }
        checkSecurity(place, listener);
        checkAlpn(listener);
    }

    private static void checkGateway(FakeListener listener) {
        if (listener.port != null) {
            throw ElbFaults.invalid("A port cannot be specified for gateway listeners");
        }
        if (listener.protocol != null) {
            throw ElbFaults.invalid("A protocol cannot be specified for gateway listeners");
        }
    }

    private static void checkSecurity(RegionalBalancers place, FakeListener listener) {
        if (!listener.isSecure()) {
            if (listener.defaultCertificate != null) {
                throw ElbFaults.configuration(
                        "Certificates cannot be specified for " + listener.protocol + " listeners");
            }
            if (listener.sslPolicy != null) {
                throw ElbFaults.configuration(
                        "An SSL policy cannot be specified for " + listener.protocol + " listeners");
            }
            return;
        }
        if (listener.defaultCertificate == null) {
            throw ElbFaults.invalid("A certificate must be specified for " + listener.protocol + " listeners");
        }
        checkCertificate(place, listener.defaultCertificate);
        if (listener.sslPolicy == null) {
            listener.sslPolicy = SslPolicies.DEFAULT;
        } else if (!SslPolicies.exists(listener.sslPolicy)) {
            throw ElbFaults.refuse("SSLPolicyNotFound", "SSL policy '" + listener.sslPolicy + "' not found");
        }
        if (listener.mutualAuthentication == null && listener.protocol == ProtocolEnum.HTTPS) {
            listener.mutualAuthentication =
                    MutualAuthenticationAttributes.builder().mode("off").build();
        }
    }

    /** @throws AwsFault if it cannot be the ARN of a certificate of ACM in this region, or of IAM */
    static void checkCertificate(RegionalBalancers place, String arn) {
        boolean wellFormed = CERTIFICATE.matcher(arn).matches();
        if (!wellFormed && !place.isLenient()) {
            throw ElbFaults.invalid("Certificate ARN '" + arn + "' is not valid");
        }
        if (arn.contains(":acm:") && !arn.split(":")[3].equals(place.owner.region())) {
            throw ElbFaults.refuse("CertificateNotFound", "Certificate '" + arn + "' not found");
        }
    }

    private static void checkAlpn(FakeListener listener) {
        if (listener.alpnPolicy.isEmpty()) {
            return;
        }
        if (listener.protocol != ProtocolEnum.TLS) {
            throw ElbFaults.configuration("ALPN policies are supported for TLS listeners only");
        }
        if (listener.alpnPolicy.size() != 1 || !ALPN.contains(listener.alpnPolicy.get(0))) {
            throw ElbFaults.refuse(
                    "ALPNPolicyNotFound",
                    "ALPN policy '" + String.join(", ", listener.alpnPolicy) + "' is not supported");
        }
    }

    static boolean equal(FakeListener one, FakeListener other) {
        return one.protocol == other.protocol
                && one.actions.equals(other.actions)
                && one.alpnPolicy.equals(other.alpnPolicy)
                && Objects.equals(one.sslPolicy, other.sslPolicy)
                && Objects.equals(one.defaultCertificate, other.defaultCertificate);
    }

    static void copy(FakeListener from, FakeListener to) {
        to.port = from.port;
        to.protocol = from.protocol;
        to.sslPolicy = from.sslPolicy;
        to.defaultCertificate = from.defaultCertificate;
        to.mutualAuthentication = from.mutualAuthentication;
        to.alpnPolicy = from.alpnPolicy;
        to.actions = from.actions;
    }

    static AwsFault duplicate(FakeLoadBalancer balancer) {
        return ElbFaults.refuse(
                "DuplicateListener",
                "A listener already exists on this port for this load balancer '" + balancer.arn + "'");
    }
}
