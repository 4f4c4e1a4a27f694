package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;

/** The operations on subnets. */
final class Subnets {

    private static final Describe<FakeSubnet> DESCRIBE = new Describe<FakeSubnet>()
            .by("subnet-id", subnet -> subnet.id)
            .by("vpc-id", subnet -> subnet.vpc.id)
            .by("availability-zone", subnet -> subnet.zone.name())
            .by("availabilityZone", subnet -> subnet.zone.name())
            .by("availability-zone-id", subnet -> subnet.zone.id())
            .by("availabilityZoneId", subnet -> subnet.zone.id())
            .by("available-ip-address-count", FakeSubnet::freeAddresses)
            .by("cidr-block", subnet -> subnet.cidr)
            .by("cidr", subnet -> subnet.cidr)
            .by("cidrBlock", subnet -> subnet.cidr)
            .by("default-for-az", subnet -> subnet.vpc.isDefault)
            .by("map-public-ip-on-launch", subnet -> subnet.publicIpOnLaunch)
            .by("state", subnet -> "available");

    private final Ec2State cloud;

    Subnets(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateSubnetRequest.class, this::create);
        operations.on(DescribeSubnetsRequest.class, this::describe);
        operations.on(DeleteSubnetRequest.class, this::delete);
        operations.on(ModifySubnetAttributeRequest.class, this::modifyAttribute);
    }

    private CreateSubnetResponse create(CreateSubnetRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        Cidr cidr = cidr(place, vpc, request.cidrBlock());
        Zones.Zone zone = zone(place, request);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.SUBNET);
        return CreateSubnetResponse.builder()
                .subnet(add(place, vpc, cidr, zone, tags).view(place))
                .build();
    }

    FakeSubnet add(RegionalState place, FakeVpc vpc, Cidr cidr, Zones.Zone zone, Map<String, String> tags) {
        long inVpc =
                place.subnets.all().stream().filter(subnet -> subnet.vpc == vpc).count();
        if (inVpc >= cloud.quotas.of(Ec2Quotas.Of.SUBNETS_PER_VPC)) {
            throw Ec2Faults.limit("SubnetLimitExceeded", "subnets");
        }
        return place.subnets.add(new FakeSubnet(place.subnets.newId(), vpc, cidr, zone, tags));
    }

    private static Cidr cidr(RegionalState place, FakeVpc vpc, String given) {
        Cidr cidr = Cidr.around(Ec2Faults.required(given, "cidrBlock"))
                .orElseThrow(() -> Ec2Faults.invalid(given, "cidrBlock", "This is not a valid CIDR block."));
        if (cidr.prefix() < 16 || cidr.prefix() > 28 || !vpc.cidr.contains(cidr)) {
            throw Ec2Faults.refuse("InvalidSubnet.Range", "The CIDR '" + given + "' is invalid.");
        }
        boolean taken =
                place.subnets.all().stream().anyMatch(subnet -> subnet.vpc == vpc && subnet.cidr.overlaps(cidr));
        if (taken) {
            throw Ec2Faults.refuse("InvalidSubnet.Conflict", "The CIDR '" + given + "' conflicts with another subnet");
        }
        return cidr;
    }

    private static Zones.Zone zone(RegionalState place, CreateSubnetRequest request) {
        String region = place.region;
        if (request.availabilityZoneId() != null) {
            return Zones.byId(region, request.availabilityZoneId())
                    .orElseThrow(() -> Ec2Faults.invalid(
                            request.availabilityZoneId(),
                            "availabilityZoneId",
                            "Subnets can currently only be created in the following availability zones: "
                                    + Zones.of(region).stream()
                                            .map(Zones.Zone::id)
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        if (request.availabilityZone() != null) {
            return Zones.byName(region, request.availabilityZone())
                    .orElseThrow(() -> Ec2Faults.invalid(
                            request.availabilityZone(),
                            "availabilityZone",
                            "Subnets can currently only be created in the following availability zones: "
                                    + Zones.of(region).stream()
                                            .map(Zones.Zone::name)
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
        return Zones.of(region).get(0);
    }

    private DescribeSubnetsResponse describe(DescribeSubnetsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeSubnet> page = DESCRIBE.page(
                place.subnets, request.subnetIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeSubnetsResponse.builder()
                .subnets(page.items().stream().map(subnet -> subnet.view(place)).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteSubnetResponse delete(DeleteSubnetRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        if (place.interfacesIn(subnet).findAny().isPresent()) {
            throw Ec2Faults.dependencies("subnet", subnet.id);
        }
        place.routeTables.all().forEach(table -> table.associations.values().remove(subnet.id));
        place.subnets.remove(subnet);
        return DeleteSubnetResponse.builder().build();
    }

    private ModifySubnetAttributeResponse modifyAttribute(ModifySubnetAttributeRequest request, Caller caller) {
        FakeSubnet subnet = cloud.in(caller).subnets.get(request.subnetId(), "subnetId");
        if (request.mapPublicIpOnLaunch() != null) {
            subnet.publicIpOnLaunch =
                    Boolean.TRUE.equals(request.mapPublicIpOnLaunch().value());
        }
        if (request.assignIpv6AddressOnCreation() != null) {
            subnet.ipv6OnCreation =
                    Boolean.TRUE.equals(request.assignIpv6AddressOnCreation().value());
        }
        if (request.enableDns64() != null) {
            subnet.dns64 = Boolean.TRUE.equals(request.enableDns64().value());
        }
        return ModifySubnetAttributeResponse.builder().build();
    }
}
