package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/** The operations on certificates of listeners, and those that show what there is: security policies and quotas. */
final class CertificateOperations {

    private final ElbState state;

    CertificateOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(AddListenerCertificatesRequest.class, this::add);
        operations.on(RemoveListenerCertificatesRequest.class, this::remove);
        operations.on(DescribeListenerCertificatesRequest.class, this::describe);
        operations.on(DescribeSslPoliciesRequest.class, this::policies);
        operations.on(DescribeAccountLimitsRequest.class, this::limits);
    }

    private AddListenerCertificatesResponse add(AddListenerCertificatesRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeListener listener = secure(place, request.listenerArn());
        List<String> all = new ArrayList<>(listener.more);
        for (Certificate certificate : request.certificates()) {
            checkShape(certificate);
            ListenerRules.checkCertificate(place, certificate.certificateArn());
            if (!all.contains(certificate.certificateArn())) {
                all.add(certificate.certificateArn());
            }
        }
        if (all.size() > ElbQuotas.CERTIFICATES) {
            throw ElbFaults.refuse("TooManyCertificates", "The maximum number of certificates has been reached");
        }
        listener.more.clear();
        listener.more.addAll(all);
        return AddListenerCertificatesResponse.builder()
                .certificates(request.certificates())
                .build();
    }

    private RemoveListenerCertificatesResponse remove(RemoveListenerCertificatesRequest request, Caller caller) {
        FakeListener listener = secure(state.in(caller), request.listenerArn());
        for (Certificate certificate : request.certificates()) {
            checkShape(certificate);
            if (certificate.certificateArn().equals(listener.defaultCertificate)) {
                throw ElbFaults.refuse(
                        "OperationNotPermitted",
                        "The default certificate '" + certificate.certificateArn() + "' cannot be removed");
            }
        }
        request.certificates().forEach(certificate -> listener.more.remove(certificate.certificateArn()));
        return RemoveListenerCertificatesResponse.builder().build();
    }

    private static void checkShape(Certificate certificate) {
        if (certificate.certificateArn() == null) {
            throw ElbFaults.invalid("A certificate ARN must be specified");
        }
        if (certificate.isDefault() != null) {
            throw ElbFaults.invalid("IsDefault cannot be specified for certificates");
        }
    }

    private static FakeListener secure(RegionalBalancers place, String arn) {
        FakeListener listener = place.listener(arn);
        if (!listener.isSecure()) {
            throw ElbFaults.configuration("Certificates are supported for HTTPS and TLS listeners only");
        }
        return listener;
    }

    private DescribeListenerCertificatesResponse describe(DescribeListenerCertificatesRequest request, Caller caller) {
        FakeListener listener = state.in(caller).listener(request.listenerArn());
        List<Certificate> all = new ArrayList<>();
        if (listener.defaultCertificate != null) {
            all.add(Certificate.builder()
                    .certificateArn(listener.defaultCertificate)
                    .isDefault(true)
                    .build());
        }
        listener.more.forEach(arn -> all.add(
                Certificate.builder().certificateArn(arn).isDefault(false).build()));
        Page<Certificate> page = ElbState.page(
                all,
                each -> (each.isDefault() ? "0" : "1") + each.certificateArn(),
                request.pageSize(),
                request.marker());
        return DescribeListenerCertificatesResponse.builder()
                .certificates(page.items())
                .nextMarker(page.next())
                .build();
    }

    private DescribeSslPoliciesResponse policies(DescribeSslPoliciesRequest request, Caller caller) {
        for (String name : request.names()) {
            if (!SslPolicies.exists(name)) {
                throw ElbFaults.refuse("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
            }
        }
        List<SslPolicy> all = SslPolicies.all().stream()
                .filter(policy -> request.names().isEmpty() || request.names().contains(policy.name()))
                .filter(policy -> request.loadBalancerType() == null
                        || policy.supportedLoadBalancerTypes().contains(request.loadBalancerTypeAsString()))
                .toList();
        Page<SslPolicy> page = ElbState.page(all, SslPolicy::name, request.pageSize(), request.marker());
        return DescribeSslPoliciesResponse.builder()
                .sslPolicies(page.items())
                .nextMarker(page.next())
                .build();
    }

    private DescribeAccountLimitsResponse limits(DescribeAccountLimitsRequest request, Caller caller) {
        Page<Limit> page = ElbState.page(ElbQuotas.limits(), Limit::name, request.pageSize(), request.marker());
        return DescribeAccountLimitsResponse.builder()
                .limits(page.items())
                .nextMarker(page.next())
                .build();
    }
}
