package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    private static Describe<FakeSubnet> filters(RegionalState place) {
        return new Describe<FakeSubnet>()
                .by("subnet-arn", subnet -> place.arn("subnet/" + subnet.id))
                .byOwner()
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
                .by("default-for-az", subnet -> subnet.defaultForZone)
                .by("map-public-ip-on-launch", subnet -> subnet.publicIpOnLaunch)
                .byEach(
                        "ipv6-cidr-block-association.ipv6-cidr-block",
                        subnet -> subnet.ipv6 == null
                                ? List.of()
                                : List.of(subnet.ipv6.block().toString()))
                .by(
                        "ipv6-cidr-block-association.association-id",
                        subnet -> subnet.ipv6 == null ? null : subnet.ipv6.associationId())
                .by("ipv6-cidr-block-association.state", subnet -> subnet.ipv6 == null ? null : "associated")
                .by("defaultForAz", subnet -> subnet.defaultForZone)
                .by("enable-dns64", subnet -> subnet.dns64)
                .by("ipv6-native", subnet -> false)
                .by("map-customer-owned-ip-on-launch", subnet -> false)
                .by("private-dns-name-options-on-launch.hostname-type", subnet -> subnet.hostnameType)
                .by(
                        "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
                        subnet -> subnet.resourceNameDnsA)
                .by(
                        "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
                        subnet -> subnet.resourceNameDnsAaaa)
                .none("customer-owned-ipv4-pool", "enable-lni-at-device-index", "outpost-arn")
                .by("state", subnet -> "available");
    }

    private final Ec2State cloud;
    private final SubnetCidrs cidrs;

    Subnets(Ec2State cloud, SubnetCidrs cidrs) {
        this.cloud = cloud;
        this.cidrs = cidrs;
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
        if (request.ipv6CidrBlock() != null) {
            cidrs.check(place, vpc, request.ipv6CidrBlock());
        }
        FakeSubnet subnet = add(place, vpc, cidr, zone, tags);
        if (request.ipv6CidrBlock() != null) {
            cidrs.give(place, subnet, request.ipv6CidrBlock());
        }
        return CreateSubnetResponse.builder().subnet(subnet.view(place)).build();
    }

    FakeSubnet add(RegionalState place, FakeVpc vpc, Cidr cidr, Zones.Zone zone, Map<String, String> tags) {
        long inVpc =
                place.subnets.all().stream().filter(subnet -> subnet.vpc == vpc).count();
        if (inVpc >= cloud.limit(place, Ec2Limit.SUBNETS_PER_VPC)) {
            throw Ec2Faults.limit("SubnetLimitExceeded", "subnets");
        }
        FakeSubnet subnet = place.subnets.add(new FakeSubnet(place.subnets.newId(), vpc, cidr, zone, tags));
        NetworkAcls.associate(cloud, place, subnet);
        return subnet;
    }

    private static Cidr cidr(RegionalState place, FakeVpc vpc, String given) {
        Cidr cidr = Cidr.around(Ec2Faults.required(given, "cidrBlock"))
                .orElseThrow(() -> Ec2Faults.invalid(given, "cidrBlock", "This is not a valid CIDR block."));
        if (cidr.prefix() < 16 || cidr.prefix() > 28 || !vpc.contains(cidr)) {
            throw Ec2Faults.refuse("InvalidSubnet.Range", "The CIDR '" + given + "' is invalid.");
        }
        boolean taken =
                place.subnets.all().stream().anyMatch(subnet -> subnet.vpc == vpc && subnet.cidr.overlaps(cidr));
        if (taken) {
            throw Ec2Faults.refuse("InvalidSubnet.Conflict", "The CIDR '" + given + "' conflicts with another subnet");
        }
        return cidr;
    }

    private Zones.Zone zone(RegionalState place, CreateSubnetRequest request) {
        String region = place.region;
        if (request.availabilityZoneId() != null) {
            return Zones.byId(region, request.availabilityZoneId())
                    .or(() -> madeUp(() -> Zones.madeUpById(region, request.availabilityZoneId())))
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
                    .or(() -> madeUp(() -> Zones.madeUp(region, request.availabilityZone())))
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

    /** What a lenient world takes though it is not there. */
    private Optional<Zones.Zone> madeUp(Supplier<Optional<Zones.Zone>> zone) {
        return cloud.world.isLenient() ? zone.get() : Optional.empty();
    }

    private DescribeSubnetsResponse describe(DescribeSubnetsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeSubnet> page = filters(place)
                .page(place.subnets, request.subnetIds(), request.filters(), request.maxResults(), request.nextToken());
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
        place.networkAcls.all().forEach(acl -> acl.associations.values().remove(subnet.id));
        place.routeTables.all().forEach(table -> table.associations.values().remove(subnet.id));
        place.subnetReservations.all().stream()
                .filter(reservation -> reservation.subnet == subnet)
                .toList()
                .forEach(place.subnetReservations::remove);
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
            boolean assign =
                    Boolean.TRUE.equals(request.assignIpv6AddressOnCreation().value());
            if (assign && subnet.ipv6 == null) {
                throw Ec2Faults.invalid("Invalid value 'true' for assignIpv6AddressOnCreation. The subnet '" + subnet.id
                        + "' has no IPv6 CIDR block associated with it.");
            }
            subnet.ipv6OnCreation = assign;
        }
        if (request.enableDns64() != null) {
            subnet.dns64 = Boolean.TRUE.equals(request.enableDns64().value());
        }
        if (request.enableResourceNameDnsARecordOnLaunch() != null) {
            subnet.resourceNameDnsA = Boolean.TRUE.equals(
                    request.enableResourceNameDnsARecordOnLaunch().value());
        }
        if (request.enableResourceNameDnsAAAARecordOnLaunch() != null) {
            subnet.resourceNameDnsAaaa = Boolean.TRUE.equals(
                    request.enableResourceNameDnsAAAARecordOnLaunch().value());
        }
        if (request.privateDnsHostnameTypeOnLaunch() != null) {
            subnet.hostnameType = request.privateDnsHostnameTypeOnLaunchAsString();
        }
        return ModifySubnetAttributeResponse.builder().build();
    }
}
