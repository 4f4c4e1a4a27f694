package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;

/** The operations on listeners. */
final class ListenerOperations {

    private final ElbState state;

    ListenerOperations(ElbState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.on(CreateListenerRequest.class, this::create);
        operations.on(DescribeListenersRequest.class, this::describe);
        operations.on(ModifyListenerRequest.class, this::modify);
        operations.on(DeleteListenerRequest.class, this::delete);
    }

    /** A listener of the same port and the same settings is answered with as it is (ELB API, CreateListener). */
    private CreateListenerResponse create(CreateListenerRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeLoadBalancer balancer = place.loadBalancer(request.loadBalancerArn());
        Map<String, String> tags = ElbTags.onCreate(request.tags());
        FakeListener listener = new FakeListener(arn(place, balancer), balancer, tags);
        listener.port = request.port();
        listener.protocol = request.protocol();
        listener.alpnPolicy = request.alpnPolicy();
        listener.mutualAuthentication = request.mutualAuthentication();
        listener.sslPolicy = request.sslPolicy();
        listener.defaultCertificate = onlyCertificate(request.certificates());
        ListenerRules.complete(place, listener);
        listener.actions = new ActionRules(place, balancer, listener.protocol).checked(request.defaultActions());
        Optional<FakeListener> there = place.listenersOf(balancer).stream()
                .filter(other -> listener.port == null || listener.port.equals(other.port))
                .findFirst();
        if (there.isPresent()) {
            if (!ListenerRules.equal(there.get(), listener)) {
                throw ListenerRules.duplicate(balancer);
            }
            return CreateListenerResponse.builder()
                    .listeners(there.get().view())
                    .build();
        }
        if (place.listenersOf(balancer).size() >= ElbQuotas.LISTENERS) {
            throw ElbFaults.refuse(
                    "TooManyListeners",
                    "The maximum number of listeners has been reached on load balancer '" + balancer.arn + "'");
        }
        add(place, listener);
        return CreateListenerResponse.builder().listeners(listener.view()).build();
    }

    static void add(RegionalBalancers place, FakeListener listener) {
        listener.attributes.putAll(AttributeBook.LISTENERS.initial(AttributeOperations.attributeKind(listener)));
        place.listeners.put(listener.arn, listener);
        place.noteUse();
    }

    /** The ARN of a new listener: the load balancer's with an id of its own. */
    String arn(RegionalBalancers place, FakeLoadBalancer balancer) {
        String path = balancer.arn.substring(balancer.arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
        return place.arn("listener/" + path + "/" + state.world.ids().hex(16));
    }

    private static @Nullable String onlyCertificate(List<Certificate> certificates) {
        if (certificates.size() > 1) {
            throw ElbFaults.refuse("TooManyCertificates", "You can specify only one certificate");
        }
        return certificates.isEmpty() ? null : certificates.get(0).certificateArn();
    }

    private DescribeListenersResponse describe(DescribeListenersRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw ElbFaults.invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        if (request.loadBalancerArn() != null && !request.listenerArns().isEmpty()) {
            throw ElbFaults.invalid("Listener ARNs and a load balancer ARN cannot be specified at the same time");
        }
        List<FakeListener> all = request.loadBalancerArn() == null
                ? request.listenerArns().stream()
                        .map(place::listener)
                        .distinct()
                        .toList()
                : place.listenersOf(place.loadBalancer(request.loadBalancerArn()));
        Page<FakeListener> page = ElbState.page(all, listener -> listener.arn, request.pageSize(), request.marker());
        return DescribeListenersResponse.builder()
                .listeners(page.items().stream().map(FakeListener::view).toList())
                .nextMarker(page.next())
                .build();
    }

    private ModifyListenerResponse modify(ModifyListenerRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeListener listener = place.listener(request.listenerArn());
        FakeListener wanted = new FakeListener(listener.arn, listener.balancer, Map.of());
        wanted.port = request.port() == null ? listener.port : request.port();
        wanted.protocol = request.protocol() == null ? listener.protocol : request.protocol();
        boolean secure = wanted.isSecure();
        wanted.sslPolicy = request.sslPolicy() == null && secure ? listener.sslPolicy : request.sslPolicy();
        wanted.defaultCertificate = request.certificates().isEmpty() && secure
                ? listener.defaultCertificate
                : onlyCertificate(request.certificates());
        wanted.alpnPolicy = request.hasAlpnPolicy() || !secure ? request.alpnPolicy() : listener.alpnPolicy;
        wanted.mutualAuthentication = request.mutualAuthentication() == null && secure
                ? listener.mutualAuthentication
                : request.mutualAuthentication();
        ListenerRules.complete(place, wanted);
        if (place.listenersOf(listener.balancer).stream()
                .anyMatch(other -> other != listener && other.port != null && other.port.equals(wanted.port))) {
            throw ListenerRules.duplicate(listener.balancer);
        }
        wanted.actions = new ActionRules(place, listener.balancer, wanted.protocol)
                .checked(request.defaultActions().isEmpty() ? listener.actions : request.defaultActions());
        if (listener.protocol != wanted.protocol) {
            listener.attributes.clear();
            listener.attributes.putAll(AttributeBook.LISTENERS.initial(AttributeOperations.attributeKind(wanted)));
        }
        ListenerRules.copy(wanted, listener);
        place.noteUse();
        return ModifyListenerResponse.builder().listeners(listener.view()).build();
    }

    private DeleteListenerResponse delete(DeleteListenerRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        place.drop(place.listener(request.listenerArn()));
        return DeleteListenerResponse.builder().build();
    }
}
