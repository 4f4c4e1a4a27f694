package dev.eksdsl.resource.subnet;

import dev.eksdsl.aws.AwsApi;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The region's availability zones in which EKS can place a control plane, ordered by name.
 *
 * @param names their names, which mean different zones in different accounts
 */
record Zones(List<String> names) {

    /** EKS user guide, "Amazon EKS networking requirements": ids, for the names differ from account to account. */
    private static final Set<String> REFUSED_BY_EKS = Set.of("use1-az3", "usw1-az2", "cac1-az3");

    /** Asks with one request for all subnets, so that the answer can be remembered. Leaves out local and wavelength zones. */
    static Zones read(AwsApi aws) {
        DescribeAvailabilityZonesRequest request = DescribeAvailabilityZonesRequest.builder()
                .filters(filter("state", "available"), filter("zone-type", "availability-zone"))
                .build();
        return new Zones(aws.ec2(Ec2Client::describeAvailabilityZones, request).availabilityZones().stream()
                .filter(zone -> !REFUSED_BY_EKS.contains(zone.zoneId()))
                .map(AvailabilityZone::zoneName)
                .sorted(Comparator.naturalOrder())
                .toList());
    }

    Optional<String> at(int index) {
        return index < names.size() ? Optional.of(names.get(index)) : Optional.empty();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
