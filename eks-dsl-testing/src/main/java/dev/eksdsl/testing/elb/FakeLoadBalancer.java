package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** A load balancer with the network interfaces that it holds, one in each of its subnets. */
final class FakeLoadBalancer extends ElbResource {

    /** A subnet of a load balancer, what was asked for there, and the interface; null where the subnet is made up. */
    record Zone(
            SubnetView subnet,
            SubnetMapping mapping,
            @Nullable String interfaceId,
            @Nullable String privateIp) {}

    final String name;
    /** Null for a classic load balancer, which belongs to an older API: ELBv2 does not show it. */
    final @Nullable LoadBalancerTypeEnum type;

    final LoadBalancerSchemeEnum scheme;
    final String dnsName;
    final @Nullable String hostedZoneId;
    final String vpcId;
    final Instant created;
    final List<Zone> zones = new ArrayList<>();
    final Map<String, String> attributes = new TreeMap<>();
    IpAddressType ipAddressType = IpAddressType.IPV4;
    List<String> securityGroups = List.of();

    @Nullable
    String customerOwnedPool;

    @Nullable
    String privateLinkRules;

    @Nullable
    Integer capacityUnits;
    /** The security group that a controller has made with it; null for none. */
    @Nullable
    String managedGroup;

    /** The target groups that a controller has made with it, which go with it. */
    final List<String> managedTargetGroups = new ArrayList<>();
    /** When it turned active; null until then. */
    @Nullable
    Instant activeSince;

    FakeLoadBalancer(
            String arn,
            String name,
            @Nullable LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            String dnsName,
            @Nullable String hostedZoneId,
            String vpcId,
            Instant created,
            Map<String, String> tags) {
        super(arn, tags);
        this.name = name;
        this.type = type;
        this.scheme = scheme;
        this.dnsName = dnsName;
        this.hostedZoneId = hostedZoneId;
        this.vpcId = vpcId;
        this.created = created;
    }

    boolean isClassic() {
        return type == null;
    }

    boolean is(LoadBalancerTypeEnum wanted) {
        return type == wanted;
    }

    boolean isIn(String zone) {
        return zones.stream().anyMatch(each -> each.subnet().zone().equals(zone));
    }

    LoadBalancer view() {
        LoadBalancer.Builder view = LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(name)
                .dnsName(is(LoadBalancerTypeEnum.GATEWAY) ? null : dnsName)
                .canonicalHostedZoneId(hostedZoneId)
                .createdTime(created)
                .vpcId(vpcId)
                .scheme(is(LoadBalancerTypeEnum.GATEWAY) ? null : scheme)
                .type(type)
                .state(state -> state.code(
                        activeSince == null ? LoadBalancerStateEnum.PROVISIONING : LoadBalancerStateEnum.ACTIVE))
                .availabilityZones(zoneViews())
                .customerOwnedIpv4Pool(customerOwnedPool)
                .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(privateLinkRules)
                .ipAddressType(ipAddressType);
        if (!securityGroups.isEmpty()) {
            view.securityGroups(securityGroups);
        }
        return view.build();
    }

    List<AvailabilityZone> zoneViews() {
        return zones.stream().map(FakeLoadBalancer::zoneView).toList();
    }

    private static AvailabilityZone zoneView(Zone zone) {
        SubnetMapping mapping = zone.mapping();
        AvailabilityZone.Builder view = AvailabilityZone.builder()
                .zoneName(zone.subnet().zone())
                .subnetId(zone.subnet().id());
        boolean addressed =
                mapping.allocationId() != null || mapping.privateIPv4Address() != null || mapping.iPv6Address() != null;
        return view.loadBalancerAddresses(
                        addressed
                                ? List.of(LoadBalancerAddress.builder()
                                        .allocationId(mapping.allocationId())
                                        .privateIPv4Address(mapping.privateIPv4Address())
                                        .iPv6Address(mapping.iPv6Address())
                                        .build())
                                : List.of())
                .build();
    }
}
