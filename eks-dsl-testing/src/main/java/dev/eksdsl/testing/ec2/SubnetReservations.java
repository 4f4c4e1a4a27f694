package dev.eksdsl.testing.ec2;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

/**
 * The operations on CIDR reservations of subnets. EC2 does not give addresses of a reservation by itself; it takes prefixes
 * from those of type {@code prefix} first (Amazon VPC user guide, "Subnet CIDR reservations").
 */
final class SubnetReservations {

    private static final Describe<FakeReservation> DESCRIBE = new Describe<FakeReservation>()
            .by("reservationType", reservation -> reservation.type)
            .by("subnet-id", reservation -> reservation.subnet.id);

    private final Ec2State cloud;

    SubnetReservations(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateSubnetCidrReservationRequest.class, this::create);
        operations.on(GetSubnetCidrReservationsRequest.class, this::list);
        operations.on(DeleteSubnetCidrReservationRequest.class, this::delete);
    }

    private CreateSubnetCidrReservationResponse create(CreateSubnetCidrReservationRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        String given = Ec2Faults.required(request.cidr(), "cidr");
        if (request.reservationType() == null
                || request.reservationType() == SubnetCidrReservationType.UNKNOWN_TO_SDK_VERSION) {
            throw Ec2Faults.invalid(request.reservationTypeAsString(), "reservationType", "Use prefix or explicit.");
        }
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.SUBNET_RESERVATION);
        String cidr = given.contains(":") ? ipv6(place, subnet, given) : ipv4(place, subnet, given);
        FakeReservation made = place.subnetReservations.add(new FakeReservation(
                place.subnetReservations.newId(),
                subnet,
                cidr,
                request.reservationTypeAsString(),
                request.description() == null ? "" : request.description(),
                tags));
        if (!made.isIpv6()) {
            subnet.reserve(made);
        }
        return CreateSubnetCidrReservationResponse.builder()
                .subnetCidrReservation(made.view(place))
                .build();
    }

    private static String ipv4(RegionalState place, FakeSubnet subnet, String given) {
        Cidr cidr = Cidr.around(given).orElseThrow(() -> malformed(given));
        if (!subnet.cidr.contains(cidr)) {
            throw outside(subnet.cidr.toString());
        }
        boolean taken = of(place, subnet)
                .filter(each -> !each.isIpv6())
                .anyMatch(each -> Cidr.around(each.cidr).filter(cidr::overlaps).isPresent());
        if (taken) {
            throw overlaps(given);
        }
        return cidr.toString();
    }

    private static String ipv6(RegionalState place, FakeSubnet subnet, String given) {
        Ipv6Block block = Ipv6Block.parse(given).orElseThrow(() -> malformed(given));
        if (subnet.ipv6 == null || !subnet.ipv6.block().contains(block)) {
            throw outside(subnet.ipv6 == null ? "" : subnet.ipv6.block().toString());
        }
        boolean taken = of(place, subnet)
                .filter(FakeReservation::isIpv6)
                .anyMatch(each ->
                        Ipv6Block.parse(each.cidr).filter(block::overlaps).isPresent());
        if (taken) {
            throw overlaps(given);
        }
        return block.toString();
    }

    private static Stream<FakeReservation> of(RegionalState place, FakeSubnet subnet) {
        return place.subnetReservations.all().stream().filter(each -> each.subnet == subnet);
    }

    private static AwsFault malformed(String given) {
        return Ec2Faults.invalid(given, "cidr", "This is not a valid CIDR block.");
    }

    private static AwsFault outside(String block) {
        return Ec2Faults.invalid("Reservation CIDR should be within subnet CIDR block (" + block + ")");
    }

    private static AwsFault overlaps(String given) {
        return Ec2Faults.invalid("Reservation CIDR " + given + " has overlap with existing reserved CIDR block");
    }

    private GetSubnetCidrReservationsResponse list(GetSubnetCidrReservationsRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        List<FakeReservation> chosen = DESCRIBE.all(place.subnetReservations, List.of(), request.filters()).stream()
                .filter(each -> each.subnet == subnet)
                .toList();
        Page<FakeReservation> page =
                Pages.of(chosen, FakeResource::order, 1000, request.maxResults(), request.nextToken());
        return GetSubnetCidrReservationsResponse.builder()
                .subnetIpv4CidrReservations(views(place, page, false))
                .subnetIpv6CidrReservations(views(place, page, true))
                .nextToken(page.next())
                .build();
    }

    private static List<SubnetCidrReservation> views(RegionalState place, Page<FakeReservation> page, boolean ipv6) {
        return page.items().stream()
                .filter(each -> each.isIpv6() == ipv6)
                .map(each -> each.view(place))
                .toList();
    }

    private DeleteSubnetCidrReservationResponse delete(DeleteSubnetCidrReservationRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeReservation gone =
                place.subnetReservations.get(request.subnetCidrReservationId(), "subnetCidrReservationId");
        place.subnetReservations.remove(gone);
        gone.subnet.unreserve(gone);
        return DeleteSubnetCidrReservationResponse.builder()
                .deletedSubnetCidrReservation(gone.view(place))
                .build();
    }
}
