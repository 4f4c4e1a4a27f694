package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.NetworkCardInfo;

/** The operations on instance types. Every type is offered in every zone of every region. */
final class InstanceTypes {

    /** The most that DescribeInstanceTypes gives on a page, and takes as names (EC2 API reference). */
    private static final int MOST_TYPES = 100;

    private static final int MOST_OFFERINGS = 1000;

    void register(Operations operations) {
        operations.on(DescribeInstanceTypesRequest.class, this::describe);
        operations.on(DescribeInstanceTypeOfferingsRequest.class, this::offerings);
    }

    private DescribeInstanceTypesResponse describe(DescribeInstanceTypesRequest request, Caller caller) {
        List<String> unknown = request.instanceTypesAsStrings().stream()
                .filter(name -> InstanceCatalog.find(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw Ec2Faults.refuse(
                    "InvalidInstanceType", "The following supplied instance types do not exist: " + unknown);
        }
        List<InstanceCatalog.Entry> chosen = InstanceCatalog.all().stream()
                .filter(type -> request.instanceTypesAsStrings().isEmpty()
                        || request.instanceTypesAsStrings().contains(type.name()))
                .filter(type -> request.filters().stream().allMatch(filter -> matches(type, filter)))
                .toList();
        Page<InstanceCatalog.Entry> page =
                page(chosen, InstanceCatalog.Entry::name, MOST_TYPES, request.maxResults(), request.nextToken());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items().stream().map(InstanceTypes::view).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(InstanceCatalog.Entry type, Filter filter) {
        String actual = switch (filter.name()) {
            case "instance-type" -> type.name();
            case "processor-info.supported-architecture" -> type.architecture();
            case "vcpu-info.default-vcpus" -> String.valueOf(type.vcpus());
            case "memory-info.size-in-mib" -> String.valueOf(type.memoryMib());
            case "bare-metal" -> String.valueOf(type.bareMetal());
            case "hypervisor" -> type.hypervisor();
            case "network-info.maximum-network-interfaces" -> String.valueOf(type.interfaces());
            case "network-info.ipv4-addresses-per-interface" -> String.valueOf(type.addressesPerInterface());
            case "current-generation" -> "true";
            case "supported-usage-class" -> "on-demand";
            default -> throw Ec2Faults.invalid("The filter '" + filter.name() + "' is invalid");
        };
        return anyMatches(filter, actual);
    }

    private static boolean anyMatches(Filter filter, String actual) {
        return filter.values().stream()
                .anyMatch(wanted -> Describe.wildcards(wanted).matcher(actual).matches());
    }

    private static InstanceTypeInfo view(InstanceCatalog.Entry type) {
        InstanceTypeInfo.Builder view = InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(true)
                .bareMetal(type.bareMetal())
                .supportedUsageClassesWithStrings("on-demand", "spot")
                .vCpuInfo(vcpu -> vcpu.defaultVCpus(type.vcpus()))
                .memoryInfo(memory -> memory.sizeInMiB((long) type.memoryMib()))
                .processorInfo(processor -> processor.supportedArchitecturesWithStrings(type.architecture()))
                .networkInfo(network -> network.maximumNetworkInterfaces(type.interfaces())
                        .maximumNetworkCards(type.cards())
                        .defaultNetworkCardIndex(0)
                        .networkCards(NetworkCardInfo.builder()
                                .networkCardIndex(0)
                                .maximumNetworkInterfaces(type.cardInterfaces())
                                .build())
                        .ipv4AddressesPerInterface(type.addressesPerInterface()));
        if (!type.hypervisor().equals("unknown")) {
            view.hypervisor(type.hypervisor());
        }
        return view.build();
    }

    private DescribeInstanceTypeOfferingsResponse offerings(
            DescribeInstanceTypeOfferingsRequest request, Caller caller) {
        LocationType locationType = request.locationType() == null ? LocationType.REGION : request.locationType();
        List<String> locations = switch (locationType) {
            case REGION -> List.of(caller.region());
            case AVAILABILITY_ZONE ->
                Zones.of(caller.region()).stream().map(Zones.Zone::name).toList();
            case AVAILABILITY_ZONE_ID ->
                Zones.of(caller.region()).stream().map(Zones.Zone::id).toList();
            default -> throw Ec2Faults.invalid(request.locationTypeAsString(), "locationType", "Unknown value.");
        };
        List<InstanceTypeOffering> all = new ArrayList<>();
        for (InstanceCatalog.Entry type : InstanceCatalog.all()) {
            for (String location : locations) {
                if (request.filters().stream().allMatch(filter -> offered(type, location, filter))) {
                    all.add(InstanceTypeOffering.builder()
                            .instanceType(type.name())
                            .location(location)
                            .locationType(locationType)
                            .build());
                }
            }
        }
        Page<InstanceTypeOffering> page = page(
                all,
                offering -> offering.instanceTypeAsString() + " " + offering.location(),
                MOST_OFFERINGS,
                request.maxResults(),
                request.nextToken());
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean offered(InstanceCatalog.Entry type, String location, Filter filter) {
        return switch (filter.name()) {
            case "instance-type" -> anyMatches(filter, type.name());
            case "location" -> anyMatches(filter, location);
            default -> throw Ec2Faults.invalid("The filter '" + filter.name() + "' is invalid");
        };
    }

    private static <T> Page<T> page(
            List<T> all, Function<T, String> key, int most, @Nullable Integer maxResults, @Nullable String token) {
        if (maxResults != null && (maxResults < 5 || maxResults > most)) {
            throw Ec2Faults.invalid(maxResults, "maxResults", "Expecting a value between 5 and " + most + ".");
        }
        try {
            return Page.of(all, key, maxResults == null ? most : maxResults, token);
        } catch (IllegalArgumentException e) {
            throw Ec2Faults.refuse("InvalidNextToken", "The token '" + token + "' is invalid");
        }
    }
}
