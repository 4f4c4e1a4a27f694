package dev.eksdsl.testing.elb;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MinimumLoadBalancerCapacity;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyCapacityReservationRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyCapacityReservationResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** The operations that change where load balancers are and who reaches them. */
final class LoadBalancerChanges {

    private final ElbState state;
    private final Balancing balancing;

    LoadBalancerChanges(ElbState state, Balancing balancing) {
        this.state = state;
        this.balancing = balancing;
    }

    void register(Operations operations) {
        operations.on(SetSubnetsRequest.class, this::setSubnets);
        operations.on(SetSecurityGroupsRequest.class, this::setSecurityGroups);
        operations.on(SetIpAddressTypeRequest.class, this::setIpAddressType);
        operations.on(ModifyCapacityReservationRequest.class, this::reserve);
        operations.on(DescribeCapacityReservationRequest.class, this::reservation);
    }

    private SetSubnetsResponse setSubnets(SetSubnetsRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeLoadBalancer balancer = place.loadBalancer(request.loadBalancerArn());
        List<SubnetMapping> wanted = Placement.mappings(request.subnets(), request.subnetMappings());
        if (wanted.isEmpty()) {
            throw ElbFaults.invalid("At least one subnet must be specified");
        }
        List<FakeLoadBalancer.Zone> present = List.copyOf(balancer.zones);
        List<SubnetMapping> added = wanted.stream()
                .filter(mapping ->
                        present.stream().noneMatch(zone -> zone.subnet().id().equals(mapping.subnetId())))
                .toList();
        List<FakeLoadBalancer.Zone> kept = present.stream()
                .filter(zone ->
                        wanted.stream().anyMatch(mapping -> zone.subnet().id().equals(mapping.subnetId())))
                .toList();
        List<FakeLoadBalancer.Zone> dropped =
                present.stream().filter(zone -> !kept.contains(zone)).toList();
        if (balancer.is(LoadBalancerTypeEnum.GATEWAY) && !dropped.isEmpty()) {
            throw ElbFaults.configuration("Subnet removal is not supported for Gateway Load Balancers. You must"
                    + " specify all existing subnets along with any new ones");
        }
        List<SubnetMapping> all = new ArrayList<>();
        kept.forEach(zone ->
                all.add(SubnetMapping.builder().subnetId(zone.subnet().id()).build()));
        all.addAll(added);
        List<Placement.Spot> spots = balancing.placement().check(caller, balancer.type, balancer.scheme, all);
        balancer.zones.retainAll(kept);
        dropped.forEach(zone -> balancing.vacate(place, zone));
        spots.stream()
                .filter(spot -> added.contains(spot.mapping()))
                .forEach(spot -> balancing.occupy(place, balancer, spot));
        if (request.ipAddressType() != null) {
            balancer.ipAddressType = request.ipAddressType();
        }
        return SetSubnetsResponse.builder()
                .availabilityZones(balancer.zoneViews())
                .ipAddressType(balancer.ipAddressType)
                .build();
    }

    /** A network load balancer that was created without security groups never gets any. */
    private SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request, Caller caller) {
        RegionalBalancers place = state.in(caller);
        FakeLoadBalancer balancer = place.loadBalancer(request.loadBalancerArn());
        List<String> groups = request.securityGroups();
        if (balancer.is(LoadBalancerTypeEnum.NETWORK)) {
            if (balancer.securityGroups.isEmpty() && !groups.isEmpty()) {
                throw ElbFaults.configuration("You cannot set security groups on a Network Load Balancer that was"
                        + " created without security groups");
            }
            if (!balancer.securityGroups.isEmpty() && groups.isEmpty()) {
                throw ElbFaults.configuration("You cannot remove all security groups from a Network Load Balancer");
            }
        }
        balancing.placement().checkGroups(caller, balancer.type, balancer.vpcId, groups);
        if (!balancer.securityGroups.equals(groups)) {
            balancer.securityGroups = groups;
            balancing.protect(place, balancer);
        }
        if (request.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic() != null) {
            balancer.privateLinkRules = request.enforceSecurityGroupInboundRulesOnPrivateLinkTrafficAsString();
        }
        return SetSecurityGroupsResponse.builder()
                .securityGroupIds(balancer.securityGroups)
                .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(balancer.privateLinkRules)
                .build();
    }

    private SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request, Caller caller) {
        FakeLoadBalancer balancer = state.in(caller).loadBalancer(request.loadBalancerArn());
        IpAddressType wanted = request.ipAddressType();
        LoadBalancerOperations.checkAddressType(requireNonNull(balancer.type, "ELBv2 shows no others"), wanted);
        balancer.ipAddressType = wanted;
        return SetIpAddressTypeResponse.builder().ipAddressType(wanted).build();
    }

    private ModifyCapacityReservationResponse reserve(ModifyCapacityReservationRequest request, Caller caller) {
        FakeLoadBalancer balancer = state.in(caller).loadBalancer(request.loadBalancerArn());
        boolean reset = Boolean.TRUE.equals(request.resetCapacityReservation());
        MinimumLoadBalancerCapacity wanted = request.minimumLoadBalancerCapacity();
        if (!reset && wanted == null) {
            throw ElbFaults.invalid("Either a minimum capacity or a reset must be specified");
        }
        balancer.capacityUnits = reset || wanted == null ? null : wanted.capacityUnits();
        return ModifyCapacityReservationResponse.builder()
                .minimumLoadBalancerCapacity(capacity(balancer))
                .build();
    }

    private DescribeCapacityReservationResponse reservation(DescribeCapacityReservationRequest request, Caller caller) {
        FakeLoadBalancer balancer = state.in(caller).loadBalancer(request.loadBalancerArn());
        return DescribeCapacityReservationResponse.builder()
                .minimumLoadBalancerCapacity(capacity(balancer))
                .capacityReservationState(List.of())
                .build();
    }

    /** Left out where none is reserved. */
    private static @Nullable MinimumLoadBalancerCapacity capacity(FakeLoadBalancer balancer) {
        if (balancer.capacityUnits == null) {
            return null;
        }
        return MinimumLoadBalancerCapacity.builder()
                .capacityUnits(balancer.capacityUnits)
                .build();
    }
}
