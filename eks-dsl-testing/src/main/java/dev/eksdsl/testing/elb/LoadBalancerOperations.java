package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** The operations that create, show and delete load balancers. */
final class LoadBalancerOperations {

    private static final int LONGEST_NAME = 32;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]*");

    private final ElbState state;
    private final Balancing balancing;

    LoadBalancerOperations(ElbState state, Balancing balancing) {
        this.state = state;
        this.balancing = balancing;
    }

    void register(Operations operations) {
        operations.on(CreateLoadBalancerRequest.class, this::create);
        operations.on(DescribeLoadBalancersRequest.class, this::describe);
        operations.on(DeleteLoadBalancerRequest.class, this::delete);
    }

    /** A load balancer of the same name and the same settings is answered with as it is (ELB API, CreateLoadBalancer). */
    private CreateLoadBalancerResponse create(CreateLoadBalancerRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        checkName(request.name());
        Map<String, String> tags = ElbTags.onCreate(request.tags());
        List<SubnetMapping> mappings = Placement.mappings(request.subnets(), request.subnetMappings());
        LoadBalancerTypeEnum type = request.type() == null ? LoadBalancerTypeEnum.APPLICATION : request.type();
        LoadBalancerSchemeEnum scheme =
                request.scheme() == null ? LoadBalancerSchemeEnum.INTERNET_FACING : request.scheme();
        IpAddressType ipAddressType = request.ipAddressType() == null ? IpAddressType.IPV4 : request.ipAddressType();
        checkAddressType(type, ipAddressType);
        Balancing.Wish wish = new Balancing.Wish(
                request.name(), type, scheme, mappings, request.securityGroups(), ipAddressType, tags);
        Optional<FakeLoadBalancer> same = place.named(request.name(), false);
        if (same.isPresent() && !equal(same.get(), wish)) {
            throw ElbFaults.refuse(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + request.name() + "' exists, but with different settings");
        }
        FakeLoadBalancer balancer = same.orElseGet(() -> balancing.create(place, wish));
        balancer.customerOwnedPool = request.customerOwnedIpv4Pool();
        return CreateLoadBalancerResponse.builder()
                .loadBalancers(balancer.view())
                .build();
    }

    private static boolean equal(FakeLoadBalancer present, Balancing.Wish wish) {
        Set<String> subnets = new HashSet<>();
        wish.mappings().forEach(mapping -> subnets.add(mapping.subnetId()));
        Set<String> held = new HashSet<>();
        present.zones.forEach(zone -> held.add(zone.subnet().id()));
        return present.type == wish.type()
                && present.scheme == wish.scheme()
                && present.ipAddressType == wish.ipAddressType()
                && subnets.equals(held)
                && (wish.securityGroups().isEmpty()
                        || new HashSet<>(wish.securityGroups()).equals(new HashSet<>(present.securityGroups)));
    }

    /** @throws dev.eksdsl.testing.server.AwsFault if no load balancer can have the name */
    static void checkName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw ElbFaults.invalid(
                    "The load balancer name '" + name + "' cannot be longer than '" + LONGEST_NAME + "' characters");
        }
        if (name.isEmpty() || !NAME.matcher(name).matches()) {
            throw ElbFaults.invalid("The load balancer name '" + name
                    + "' can only contain characters that are alphanumeric characters and hyphens(-)");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw ElbFaults.invalid("The load balancer name '" + name + "' cannot begin or end with a hyphen(-)");
        }
        if (name.startsWith("internal-")) {
            throw ElbFaults.invalid("The load balancer name '" + name + "' cannot begin with 'internal-'");
        }
    }

    static void checkAddressType(LoadBalancerTypeEnum type, IpAddressType ipAddressType) {
        if (ipAddressType == IpAddressType.DUALSTACK_WITHOUT_PUBLIC_IPV4 && type != LoadBalancerTypeEnum.APPLICATION) {
            throw ElbFaults.invalid("The IP address type '" + ipAddressType
                    + "' is not supported for load balancers with type '" + type + "'");
        }
    }

    private DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        if (!request.loadBalancerArns().isEmpty() && !request.names().isEmpty()) {
            throw ElbFaults.invalid("Load balancer names and load balancer ARNs cannot be specified at the same time");
        }
        request.loadBalancerArns().forEach(place::loadBalancer);
        for (String name : request.names()) {
            if (place.named(name, false).isEmpty()) {
                throw ElbFaults.refuse("LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
            }
        }
        List<FakeLoadBalancer> all = place.shown().stream()
                .filter(balancer -> request.loadBalancerArns().isEmpty()
                        || request.loadBalancerArns().contains(balancer.arn))
                .filter(balancer -> request.names().isEmpty() || request.names().contains(balancer.name))
                .toList();
        Page<FakeLoadBalancer> page =
                ElbState.page(all, balancer -> balancer.arn, request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream().map(FakeLoadBalancer::view).toList())
                .nextMarker(page.next())
                .build();
    }

    /** Deleting what is not there is well (ELB API reference, DeleteLoadBalancer). */
    private DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeLoadBalancer balancer = place.loadBalancers.get(request.loadBalancerArn());
        if (balancer != null && !balancer.isClassic()) {
            if ("true".equals(balancer.attributes.get("deletion_protection.enabled"))) {
                throw ElbFaults.refuse(
                        "OperationNotPermitted",
                        "Load balancer '" + balancer.arn
                                + "' cannot be deleted because deletion protection is enabled");
            }
            balancing.delete(place, balancer, () -> {});
        }
        return DeleteLoadBalancerResponse.builder().build();
    }
}
