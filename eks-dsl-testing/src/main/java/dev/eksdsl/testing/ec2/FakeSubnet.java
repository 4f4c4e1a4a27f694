package dev.eksdsl.testing.ec2;

import static java.util.Objects.requireNonNull;

import dev.eksdsl.model.Cidr;
import dev.eksdsl.testing.server.AwsFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SubnetState;

/** A subnet, and which of its addresses are taken. */
final class FakeSubnet extends FakeResource {

    /** AWS keeps the first four addresses and the last one of every subnet. */
    private static final int KEPT_AT_START = 4;

    private static final int KEPT = KEPT_AT_START + 1;
    private static final int PREFIX_SIZE = 16;

    /** The IPv6 block of a subnet. */
    record Ipv6(String associationId, Ipv6Block block) {}

    final FakeVpc vpc;
    final Cidr cidr;
    final Zones.Zone zone;
    boolean publicIpOnLaunch;
    boolean ipv6OnCreation;
    boolean dns64;
    boolean resourceNameDnsA;
    boolean resourceNameDnsAaaa;
    String hostnameType = "ip-name";

    @Nullable
    Ipv6 ipv6;

    private final BitSet taken = new BitSet();
    private final List<FakeReservation> reservations = new ArrayList<>();
    private long ipv6Given = 0x1000;
    private long ipv6Prefixes = 1;

    FakeSubnet(String id, FakeVpc vpc, Cidr cidr, Zones.Zone zone, Map<String, String> tags) {
        super(id, tags);
        this.vpc = vpc;
        this.cidr = cidr;
        this.zone = zone;
    }

    /** Whether this is the subnet that AWS made for the zone in the default VPC. */
    boolean defaultForZone;

    /** Addresses that EC2 may give by itself. */
    int freeAddresses() {
        BitSet held = reserved(true);
        held.or(reserved(false));
        held.or(taken);
        held.clear(0, KEPT_AT_START);
        held.clear((int) cidr.size() - 1);
        return (int) cidr.size() - KEPT - held.cardinality();
    }

    /** From now on EC2 gives IPv4 addresses of the reservation only by name, or as prefixes. */
    void reserve(FakeReservation reservation) {
        reservations.add(reservation);
    }

    void unreserve(FakeReservation reservation) {
        reservations.remove(reservation);
    }

    /** The addresses in reservations, for prefixes or the others. */
    private BitSet reserved(boolean forPrefixes) {
        BitSet reserved = new BitSet();
        for (FakeReservation each : reservations) {
            if (each.type.equals("prefix") == forPrefixes) {
                Cidr.around(each.cidr).ifPresent(block -> {
                    int start = (int) (block.first() - cidr.first());
                    reserved.set(start, start + (int) block.size());
                });
            }
        }
        return reserved;
    }

    /** Takes the lowest address that is free. The subnet must have one. */
    String takeAddress() {
        BitSet held = reserved(true);
        held.or(reserved(false));
        held.or(taken);
        int distance = held.nextClearBit(KEPT_AT_START);
        taken.set(distance);
        return cidr.address(distance);
    }

    /** @throws AwsFault if the address is not of this subnet, kept by AWS, or taken */
    String takeAddress(String wanted) {
        Cidr address = Cidr.around(wanted + "/32")
                .filter(cidr::contains)
                .orElseThrow(() -> Ec2Faults.invalid(
                        wanted, "privateIpAddress", "Address does not fall within the subnet's address range"));
        int distance = (int) (address.first() - cidr.first());
        if (distance < KEPT_AT_START || distance == cidr.size() - 1) {
            throw Ec2Faults.invalid(wanted, "privateIpAddress", "Address is in subnet's reserved address range");
        }
        if (taken.get(distance)) {
            throw Ec2Faults.refuse("InvalidIPAddress.InUse", "Address " + wanted + " is in use.");
        }
        taken.set(distance);
        return cidr.address(distance);
    }

    /** Takes sixteen free addresses in a row, as a block, from a reservation for prefixes first; empty if there are none. */
    Optional<String> takePrefix() {
        BitSet forPrefixes = reserved(true);
        BitSet held = reserved(false);
        held.or(taken);
        for (int start = forPrefixes.nextSetBit(0); start >= 0; start = forPrefixes.nextSetBit(start + 1)) {
            boolean aligned = start % PREFIX_SIZE == 0 && forPrefixes.nextClearBit(start) >= start + PREFIX_SIZE;
            int next = held.nextSetBit(start);
            if (aligned
                    && start > 0
                    && start + PREFIX_SIZE < cidr.size()
                    && (next < 0 || next >= start + PREFIX_SIZE)) {
                taken.set(start, start + PREFIX_SIZE);
                return Optional.of(cidr.address(start) + "/28");
            }
        }
        held.or(forPrefixes);
        for (int start = PREFIX_SIZE; start + PREFIX_SIZE < cidr.size(); start += PREFIX_SIZE) {
            int next = held.nextSetBit(start);
            if (next < 0 || next >= start + PREFIX_SIZE) {
                taken.set(start, start + PREFIX_SIZE);
                return Optional.of(cidr.address(start) + "/28");
            }
        }
        return Optional.empty();
    }

    void giveBack(String address) {
        Cidr.around(address + "/32").ifPresent(block -> taken.clear((int) (block.first() - cidr.first())));
    }

    void giveBackPrefix(String prefix) {
        Cidr.around(prefix).ifPresent(block -> {
            int start = (int) (block.first() - cidr.first());
            taken.clear(start, start + PREFIX_SIZE);
        });
    }

    /** @throws AwsFault if the subnet has no IPv6 block */
    String takeIpv6() {
        return ipv6Block().address(ipv6Given++);
    }

    /** @throws AwsFault if the subnet has no IPv6 block */
    String takeIpv6Prefix() {
        return ipv6Block().part80(ipv6Prefixes++).toString();
    }

    private Ipv6Block ipv6Block() {
        if (ipv6 == null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterValue", "The subnet '" + id + "' does not have an IPv6 CIDR block associated");
        }
        return ipv6.block();
    }

    Subnet view(RegionalState place) {
        return Subnet.builder()
                .subnetId(id)
                .subnetArn(place.arn("subnet/" + id))
                .vpcId(vpc.id)
                .ownerId(place.accountId)
                .state(SubnetState.AVAILABLE)
                .cidrBlock(cidr.toString())
                .ipv6CidrBlockAssociationSet(
                        ipv6 == null ? List.of() : List.of(association(SubnetCidrBlockStateCode.ASSOCIATED)))
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .availableIpAddressCount(freeAddresses())
                .mapPublicIpOnLaunch(publicIpOnLaunch)
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(ipv6OnCreation)
                .enableDns64(dns64)
                .ipv6Native(false)
                .defaultForAz(defaultForZone)
                .privateDnsNameOptionsOnLaunch(options -> options.hostnameType(hostnameType)
                        .enableResourceNameDnsARecord(resourceNameDnsA)
                        .enableResourceNameDnsAAAARecord(resourceNameDnsAaaa))
                .tags(tagViews())
                .build();
    }

    /** The subnet's IPv6 block, which must exist, with a state. */
    SubnetIpv6CidrBlockAssociation association(SubnetCidrBlockStateCode state) {
        Ipv6 present = requireNonNull(ipv6);
        return SubnetIpv6CidrBlockAssociation.builder()
                .associationId(present.associationId())
                .ipv6CidrBlock(present.block().toString())
                .ipv6CidrBlockState(code -> code.state(state))
                .ipSource("amazon")
                .ipv6AddressAttribute("public")
                .build();
    }
}
