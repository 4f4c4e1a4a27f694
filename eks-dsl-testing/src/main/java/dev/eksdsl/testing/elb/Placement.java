package dev.eksdsl.testing.elb;

import dev.eksdsl.testing.ec2.CloudNetwork.SubnetView;
import dev.eksdsl.testing.server.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Where load balancers may be: the rules for their subnets, addresses and security groups. */
final class Placement {

    /** What Elastic Load Balancing wants free in each subnet, to have room to grow. */
    private static final int FREE_ADDRESSES = 8;

    private static final String MADE_UP_VPC = "vpc-00000000";

    /** A subnet that a load balancer goes to. It may not exist in a lenient world only. */
    record Spot(SubnetView subnet, SubnetMapping mapping, boolean exists) {}

    private final ElbState state;

    Placement(ElbState state) {
        this.state = state;
    }

    /** The mappings that a request gives, either way. */
    static List<SubnetMapping> mappings(List<String> subnets, List<SubnetMapping> mappings) {
        if (!subnets.isEmpty() && !mappings.isEmpty()) {
            throw ElbFaults.invalid("You must specify either subnets or subnet mappings, but not both");
        }
        return mappings.isEmpty()
                ? subnets.stream()
                        .map(id -> SubnetMapping.builder().subnetId(id).build())
                        .toList()
                : mappings;
    }

    List<Spot> check(
            Caller owner,
            @Nullable LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            List<SubnetMapping> mappings) {
        if (mappings.isEmpty()) {
            throw ElbFaults.invalid("At least one subnet must be specified");
        }
        List<Spot> spots = new ArrayList<>();
        for (SubnetMapping mapping : mappings) {
            checkAddress(owner, type, scheme, mapping);
            spots.add(spot(owner, mapping, spots.size()));
        }
        checkZones(type, spots);
        String vpcId = spots.get(0).subnet().vpcId();
        boolean open = scheme == LoadBalancerSchemeEnum.INTERNET_FACING && type != LoadBalancerTypeEnum.GATEWAY;
        if (open && !state.world.isLenient() && !state.interfaces.hasInternetGateway(owner, vpcId)) {
            throw ElbFaults.refuse("InvalidSubnet", "VPC " + vpcId + " has no internet gateway");
        }
        return spots;
    }

    private Spot spot(Caller owner, SubnetMapping mapping, int number) {
        String id = mapping.subnetId() == null ? "" : mapping.subnetId();
        Optional<SubnetView> found = state.network.subnet(owner, id);
        if (found.isEmpty() && state.world.isLenient()) {
            String zone = owner.region() + (char) ('a' + number);
            return new Spot(new SubnetView(id, MADE_UP_VPC, zone, "", "0.0.0.0/0", 0, false), mapping, false);
        }
        SubnetView subnet = found.orElseThrow(
                () -> ElbFaults.refuse("SubnetNotFound", "The subnet ID '" + id + "' does not exist"));
        if (subnet.freeAddresses() < FREE_ADDRESSES && !state.world.isLenient()) {
            throw ElbFaults.refuse(
                    "InvalidSubnet",
                    "Not enough IP space available in " + id + ". ELB requires at least " + FREE_ADDRESSES
                            + " free IP addresses in each subnet.");
        }
        return new Spot(subnet, mapping, true);
    }

    private static void checkZones(@Nullable LoadBalancerTypeEnum type, List<Spot> spots) {
        long zones = spots.stream().map(spot -> spot.subnet().zone()).distinct().count();
        if (zones != spots.size()) {
            throw ElbFaults.configuration(
                    "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
        }
        if (spots.stream().map(spot -> spot.subnet().vpcId()).distinct().count() > 1) {
            throw ElbFaults.configuration("All subnets must belong to the same VPC: '"
                    + spots.get(0).subnet().vpcId() + "'");
        }
        if (type == LoadBalancerTypeEnum.APPLICATION && zones < 2) {
            throw ElbFaults.invalid("At least two subnets in two different Availability Zones must be specified");
        }
    }

    private void checkAddress(
            Caller owner, @Nullable LoadBalancerTypeEnum type, LoadBalancerSchemeEnum scheme, SubnetMapping mapping) {
        String allocation = mapping.allocationId();
        boolean network = type == LoadBalancerTypeEnum.NETWORK;
        boolean internal = scheme == LoadBalancerSchemeEnum.INTERNAL;
        if (allocation != null) {
            if (!network) {
                throw ElbFaults.configuration(
                        "Elastic IPs are not supported for load balancers with type '" + type + "'");
            }
            if (internal) {
                throw ElbFaults.configuration(
                        "Elastic IPs are not supported for load balancers with scheme 'internal'");
            }
            Optional<Boolean> free = state.interfaces.addressIsFree(owner, allocation);
            if (free.isEmpty() && !state.world.isLenient()) {
                throw ElbFaults.refuse("AllocationIdNotFound", "The allocation IDs '" + allocation + "' do not exist");
            }
            if (free.isPresent() && !free.get()) {
                throw ElbFaults.refuse(
                        "ResourceInUse", "The allocation IDs are not available for use: '" + allocation + "'");
            }
        }
        if (mapping.privateIPv4Address() != null && !(network && internal)) {
            throw ElbFaults.configuration(
                    "Private IPv4 addresses are supported for internal load balancers with type 'network' only");
        }
    }

    /** @param vpcId the VPC that the load balancer is in */
    void checkGroups(Caller owner, @Nullable LoadBalancerTypeEnum type, String vpcId, List<String> groups) {
        if (type == LoadBalancerTypeEnum.GATEWAY && !groups.isEmpty()) {
            throw ElbFaults.configuration("Security groups are not supported for load balancers with type 'gateway'");
        }
        boolean known = groups.stream()
                .allMatch(group -> state.network
                        .vpcOfSecurityGroup(owner, group)
                        .filter(vpcId::equals)
                        .isPresent());
        if (!known && !state.world.isLenient()) {
            throw ElbFaults.configuration("One or more security groups are invalid");
        }
    }
}
