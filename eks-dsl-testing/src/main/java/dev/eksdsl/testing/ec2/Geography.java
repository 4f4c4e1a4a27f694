package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Region;

/** The operations that tell where one can be: regions, zones, and what an account is allowed there. */
final class Geography {

    /** The regions that every account of the partition {@code aws} can use without opting in. */
    private static final List<String> REGIONS = List.of(
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    /** The regions of the partition {@code aws} that an account must opt in to. No account of the fake does by itself. */
    private static final List<String> OPT_IN = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1");

    private final Ec2State cloud;

    Geography(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribeAvailabilityZonesRequest.class, this::zones);
        operations.on(DescribeRegionsRequest.class, this::regions);
        operations.on(DescribeAccountAttributesRequest.class, this::attributes);
    }

    private DescribeAvailabilityZonesResponse zones(DescribeAvailabilityZonesRequest request, Caller caller) {
        List<Zones.Zone> all = Zones.of(caller.region());
        for (String name : request.zoneNames()) {
            if (all.stream().noneMatch(zone -> zone.name().equals(name))) {
                throw Ec2Faults.invalid("Invalid availability zone: [" + name + "]");
            }
        }
        for (String id : request.zoneIds()) {
            if (all.stream().noneMatch(zone -> zone.id().equals(id))) {
                throw Ec2Faults.invalid("Invalid availability zone-id: [" + id + "]");
            }
        }
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(all.stream()
                        .filter(zone -> request.zoneNames().isEmpty()
                                || request.zoneNames().contains(zone.name()))
                        .filter(zone ->
                                request.zoneIds().isEmpty() || request.zoneIds().contains(zone.id()))
                        .filter(zone ->
                                request.filters().stream().allMatch(filter -> matches(caller.region(), zone, filter)))
                        .map(zone -> view(caller.region(), zone))
                        .toList())
                .build();
    }

    private static boolean matches(String region, Zones.Zone zone, Filter filter) {
        String actual = switch (filter.name()) {
            case "zone-name" -> zone.name();
            case "zone-id" -> zone.id();
            case "zone-type" -> "availability-zone";
            case "state" -> "available";
            case "opt-in-status" -> "opt-in-not-required";
            case "region-name" -> region;
            case "group-name", "group-long-name" -> region;
            case "message", "parent-zone-id", "parent-zone-name" -> "";
            default -> throw Ec2Faults.invalid("The filter '" + filter.name() + "' is invalid");
        };
        return anyMatches(filter, actual);
    }

    private static boolean anyMatches(Filter filter, String actual) {
        return filter.values().stream()
                .anyMatch(wanted -> Filters.wildcards(wanted).matcher(actual).matches());
    }

    private static AvailabilityZone view(String region, Zones.Zone zone) {
        return AvailabilityZone.builder()
                .zoneName(zone.name())
                .zoneId(zone.id())
                .regionName(region)
                .groupName(region)
                .networkBorderGroup(region)
                .zoneType("availability-zone")
                .state(AvailabilityZoneState.AVAILABLE)
                .messages(List.of())
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .build();
    }

    /** Regions that are not enabled are told only if all are asked for, or these by name. */
    private DescribeRegionsResponse regions(DescribeRegionsRequest request, Caller caller) {
        Set<String> known = Stream.of(REGIONS, OPT_IN, List.of(caller.region()))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        for (String name : request.regionNames()) {
            if (!known.contains(name)) {
                throw Ec2Faults.invalid("Invalid region: [" + name + "]");
            }
        }
        boolean disabledToo = Boolean.TRUE.equals(request.allRegions())
                || !request.regionNames().isEmpty();
        return DescribeRegionsResponse.builder()
                .regions(known.stream()
                        .sorted()
                        .map(name -> Region.builder()
                                .regionName(name)
                                .endpoint(endpoint(name))
                                .optInStatus(optInStatus(name, caller))
                                .build())
                        .filter(region -> disabledToo || !region.optInStatus().equals("not-opted-in"))
                        .filter(region -> request.regionNames().isEmpty()
                                || request.regionNames().contains(region.regionName()))
                        .filter(region -> request.filters().stream().allMatch(filter -> regionMatches(region, filter)))
                        .toList())
                .build();
    }

    /** Whoever calls in a region has it enabled. */
    private static String optInStatus(String region, Caller caller) {
        if (!OPT_IN.contains(region)) {
            return "opt-in-not-required";
        }
        return region.equals(caller.region()) ? "opted-in" : "not-opted-in";
    }

    private static boolean regionMatches(Region region, Filter filter) {
        String actual = switch (filter.name()) {
            case "region-name" -> region.regionName();
            case "endpoint" -> region.endpoint();
            case "opt-in-status" -> region.optInStatus();
            default -> throw Ec2Faults.invalid("The filter '" + filter.name() + "' is invalid");
        };
        return anyMatches(filter, actual);
    }

    private static String endpoint(String region) {
        return "ec2." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : "");
    }

    private DescribeAccountAttributesResponse attributes(DescribeAccountAttributesRequest request, Caller caller) {
        String defaultVpc = cloud.in(caller).vpcs.all().stream()
                .filter(vpc -> vpc.isDefault)
                .map(vpc -> vpc.id)
                .findFirst()
                .orElse("none");
        String addresses = String.valueOf(cloud.limit(cloud.in(caller), Ec2Limit.ADDRESSES));
        String groups = String.valueOf(cloud.limit(cloud.in(caller), Ec2Limit.SECURITY_GROUPS_PER_INTERFACE));
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(Stream.of(
                                attribute("supported-platforms", "VPC"),
                                attribute("default-vpc", defaultVpc),
                                attribute("max-instances", "20"),
                                attribute("vpc-max-security-groups-per-interface", groups),
                                attribute("max-elastic-ips", addresses),
                                attribute("vpc-max-elastic-ips", addresses))
                        .filter(attribute -> request.attributeNamesAsStrings().isEmpty()
                                || request.attributeNamesAsStrings().contains(attribute.attributeName()))
                        .toList())
                .build();
    }

    private static AccountAttribute attribute(String name, String value) {
        return AccountAttribute.builder()
                .attributeName(name)
                .attributeValues(
                        AccountAttributeValue.builder().attributeValue(value).build())
                .build();
    }
}
