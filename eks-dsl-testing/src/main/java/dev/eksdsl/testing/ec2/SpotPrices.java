package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryResponse;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** Prices of Spot instances: made up, the same for the same type and zone, and a third of what On-Demand ones cost. */
final class SpotPrices {

    private static final int MOST_ON_A_PAGE = 1000;
    private static final List<String> PRODUCTS = List.of("Linux/UNIX", "Windows");

    private static final Filters<SpotPrice> FILTERS = new Filters<SpotPrice>()
            .by("availability-zone", SpotPrice::availabilityZone)
            .by("availability-zone-id", SpotPrice::availabilityZoneId)
            .by("instance-type", SpotPrice::instanceTypeAsString)
            .by("product-description", SpotPrice::productDescriptionAsString)
            .by("spot-price", SpotPrice::spotPrice)
            .by("timestamp", SpotPrice::timestamp);

    private final Ec2State cloud;

    SpotPrices(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(DescribeSpotPriceHistoryRequest.class, this::history);
    }

    /** US dollars for an hour. */
    static String price(String instanceType, String zone) {
        double vcpus = InstanceCatalog.find(instanceType)
                .map(InstanceCatalog.Entry::vcpus)
                .orElse(2);
        // within a type, zones differ by up to a fifth
        double spread = 1 + (zone.charAt(zone.length() - 1) - 'a') * 0.04;
        return String.format(Locale.ROOT, "%.6f", vcpus * 0.016 * spread);
    }

    private DescribeSpotPriceHistoryResponse history(DescribeSpotPriceHistoryRequest request, Caller caller) {
        Instant hour = cloud.world.now().truncatedTo(ChronoUnit.HOURS);
        List<SpotPrice> all = new ArrayList<>();
        for (InstanceCatalog.Entry type : InstanceCatalog.all()) {
            boolean wanted = request.instanceTypes().isEmpty()
                    || request.instanceTypesAsStrings().contains(type.name());
            for (Zones.Zone zone : wanted ? Zones.of(caller.region()) : List.<Zones.Zone>of()) {
                if (request.availabilityZone() == null
                        || request.availabilityZone().equals(zone.name())) {
                    PRODUCTS.stream()
                            .filter(product -> request.productDescriptions().isEmpty()
                                    || request.productDescriptions().contains(product))
                            .forEach(product -> all.add(SpotPrice.builder()
                                    .instanceType(type.name())
                                    .availabilityZone(zone.name())
                                    .availabilityZoneId(zone.id())
                                    .productDescription(product)
                                    .spotPrice(price(type.name(), zone.name()))
                                    .timestamp(hour)
                                    .build()));
                }
            }
        }
        Page<SpotPrice> page = Pages.of(
                FILTERS.apply(all, request.filters()),
                price -> price.instanceTypeAsString() + " " + price.availabilityZone() + " "
                        + price.productDescriptionAsString(),
                1,
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeSpotPriceHistoryResponse.builder()
                .spotPriceHistory(page.items())
                .nextToken(page.next() == null ? "" : page.next())
                .build();
    }
}
