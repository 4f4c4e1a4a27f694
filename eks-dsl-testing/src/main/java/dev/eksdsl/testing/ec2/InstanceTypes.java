package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** The operations on instance types. Every type is offered in every zone of every region. */
final class InstanceTypes {

    /** The most that DescribeInstanceTypes gives on a page, and takes as names (EC2 API reference). */
    private static final int MOST_TYPES = 100;

    private static final int MOST_OFFERINGS = 1000;

    /** Filters on what the catalogue does not have. */
    private static final String[] FIGURES_NOT_KNOWN = {
        "ebs-info.attachment-limit-type",
        "ebs-info.maximum-ebs-attachments",
        "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
        "ebs-info.ebs-optimized-info.baseline-iops",
        "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
        "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps",
        "ebs-info.ebs-optimized-info.maximum-iops",
        "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
        "instance-storage-info.disk.count",
        "instance-storage-info.disk.size-in-gb",
        "instance-storage-info.disk.type",
        "instance-storage-info.encryption-support",
        "instance-storage-info.nvme-support",
        "instance-storage-info.total-size-in-gb",
        "network-info.bandwidth-weightings",
        "network-info.efa-info.maximum-efa-interfaces",
        "network-info.flexible-ena-queues-support",
        "network-info.network-performance",
        "nitro-tpm-info.supported-versions",
        "processor-info.supported-features",
        "processor-info.sustained-clock-speed-in-ghz",
        "vcpu-info.valid-cores"
    };

    private static final Filters<InstanceCatalog.Entry> FILTERS = new Filters<InstanceCatalog.Entry>()
            .by("instance-type", InstanceCatalog.Entry::name)
            .by("processor-info.supported-architecture", InstanceCatalog.Entry::architecture)
            .by("vcpu-info.default-vcpus", InstanceCatalog.Entry::vcpus)
            .by("vcpu-info.default-cores", type -> type.vcpus() / InstanceTypeView.threadsPerCore(type))
            .by("vcpu-info.default-threads-per-core", InstanceTypeView::threadsPerCore)
            .by("memory-info.size-in-mib", InstanceCatalog.Entry::memoryMib)
            .by("bare-metal", InstanceCatalog.Entry::bareMetal)
            .by("hypervisor", InstanceCatalog.Entry::hypervisor)
            .by("burstable-performance-supported", InstanceTypeView::isBurstable)
            .by("instance-storage-supported", InstanceTypeView::hasDisks)
            .by("current-generation", InstanceTypeView::isCurrent)
            .by("free-tier-eligible", type -> InstanceTypeView.of(type).freeTierEligible())
            .by("dedicated-hosts-supported", type -> !InstanceTypeView.isBurstable(type))
            .by("network-info.maximum-network-interfaces", InstanceCatalog.Entry::interfaces)
            .by("network-info.maximum-network-cards", InstanceCatalog.Entry::cards)
            .by("network-info.ipv4-addresses-per-interface", InstanceCatalog.Entry::addressesPerInterface)
            .by("network-info.ipv6-addresses-per-interface", InstanceCatalog.Entry::addressesPerInterface)
            .by("network-info.ipv6-supported", type -> true)
            .by("network-info.ena-support", type -> InstanceTypeView.isNitro(type) ? "required" : "unsupported")
            .by("network-info.efa-supported", type -> false)
            .by("network-info.encryption-in-transit-supported", InstanceTypeView::isNitro)
            .by("ebs-info.ebs-optimized-support", type -> InstanceTypeView.isNitro(type) ? "default" : "supported")
            .by("ebs-info.encryption-support", type -> "supported")
            .by("ebs-info.nvme-support", type -> InstanceTypeView.isNitro(type) ? "required" : "unsupported")
            .by("supported-root-device-type", type -> "ebs")
            .by("supported-virtualization-type", type -> "hvm")
            .byEach("supported-boot-mode", type -> InstanceTypeView.of(type).supportedBootModesAsStrings())
            .by("auto-recovery-supported", type -> InstanceTypeView.of(type).autoRecoverySupported())
            .by("hibernation-supported", type -> InstanceTypeView.of(type).hibernationSupported())
            .by("nitro-enclaves-support", type -> InstanceTypeView.of(type).nitroEnclavesSupportAsString())
            .by("nitro-tpm-support", type -> InstanceTypeView.of(type).nitroTpmSupportAsString())
            .by("reboot-migration-support", type -> InstanceTypeView.of(type).rebootMigrationSupportAsString())
            .byEach(
                    "vcpu-info.valid-threads-per-core",
                    type -> InstanceTypeView.of(type).vCpuInfo().validThreadsPerCore().stream()
                            .map(String::valueOf)
                            .toList())
            .none(FIGURES_NOT_KNOWN)
            .byEach("supported-usage-class", type -> List.of("on-demand", "spot"));

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
                .toList();
        Page<InstanceCatalog.Entry> page = Pages.of(
                FILTERS.apply(chosen, request.filters()),
                InstanceCatalog.Entry::name,
                MOST_TYPES,
                request.maxResults(),
                request.nextToken());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.items().stream().map(InstanceTypeView::of).toList())
                .nextToken(page.next())
                .build();
    }

    private static boolean anyMatches(Filter filter, String actual) {
        return filter.values().stream()
                .anyMatch(wanted -> Filters.wildcards(wanted).matcher(actual).matches());
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
        Page<InstanceTypeOffering> page = Pages.of(
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
}
