package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** The operations on the private addresses of network interfaces. */
final class InterfaceAddresses {

    /** What an interface got. */
    record Given(List<String> ipv4, List<String> ipv4Prefixes, List<String> ipv6, List<String> ipv6Prefixes) {}

    private final Ec2State cloud;

    InterfaceAddresses(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AssignPrivateIpAddressesRequest.class, this::assign);
        operations.on(UnassignPrivateIpAddressesRequest.class, this::unassign);
        operations.on(AssignIpv6AddressesRequest.class, this::assignIpv6);
        operations.on(UnassignIpv6AddressesRequest.class, this::unassignIpv6);
    }

    /** @throws AwsFault if the subnet has not so many addresses, or one of them is taken */
    static Given assign(FakeInterface target, AddressWish wish) {
        FakeSubnet subnet = target.subnet;
        List<String> ipv4 = new ArrayList<>();
        for (String wanted : wish.others()) {
            ipv4.add(subnet.takeAddress(wanted));
        }
        if (subnet.freeAddresses() < wish.otherCount()) {
            ipv4.forEach(subnet::giveBack);
            throw Ec2Faults.refuse(
                    "InsufficientFreeAddressesInSubnet",
                    "The specified subnet does not have enough free addresses to satisfy the request.");
        }
        for (int i = 0; i < wish.otherCount(); i++) {
            ipv4.add(subnet.takeAddress());
        }
        List<String> prefixes = new ArrayList<>(wish.prefixes());
        for (int i = 0; i < wish.prefixCount(); i++) {
            prefixes.add(subnet.takePrefix()
                    .orElseThrow(() -> Ec2Faults.refuse(
                            "InsufficientCidrBlocks",
                            "There are not enough free cidr blocks in the specified subnet to satisfy the request.")));
        }
        List<String> ipv6 = new ArrayList<>(wish.ipv6());
        for (int i = 0; i < wish.ipv6Count(); i++) {
            ipv6.add(subnet.takeIpv6());
        }
        List<String> ipv6Prefixes = new ArrayList<>();
        for (int i = 0; i < wish.ipv6PrefixCount(); i++) {
            ipv6Prefixes.add(subnet.takeIpv6Prefix());
        }
        target.privateIps.addAll(ipv4);
        target.ipv4Prefixes.addAll(prefixes);
        target.ipv6Addresses.addAll(ipv6);
        target.ipv6Prefixes.addAll(ipv6Prefixes);
        return new Given(ipv4, prefixes, ipv6, ipv6Prefixes);
    }

    private AssignPrivateIpAddressesResponse assign(AssignPrivateIpAddressesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface target = place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        int wanted = request.privateIpAddresses().size() + AddressWish.count(request.secondaryPrivateIpAddressCount());
        checkLimit(
                place, target, wanted + request.ipv4Prefixes().size() + AddressWish.count(request.ipv4PrefixCount()));
        Given given = assign(
                target,
                new AddressWish(
                        request.privateIpAddresses(),
                        AddressWish.count(request.secondaryPrivateIpAddressCount()),
                        List.of(),
                        0,
                        request.ipv4Prefixes(),
                        AddressWish.count(request.ipv4PrefixCount()),
                        0));
        return AssignPrivateIpAddressesResponse.builder()
                .networkInterfaceId(target.id)
                .assignedPrivateIpAddresses(given.ipv4().stream()
                        .map(ip -> AssignedPrivateIpAddress.builder()
                                .privateIpAddress(ip)
                                .build())
                        .toList())
                .assignedIpv4Prefixes(given.ipv4Prefixes().stream()
                        .map(prefix -> Ipv4PrefixSpecification.builder()
                                .ipv4Prefix(prefix)
                                .build())
                        .toList())
                .build();
    }

    /** The type of the instance says how many addresses an interface takes; a prefix counts as one of them. */
    private static void checkLimit(RegionalState place, FakeInterface target, int wanted) {
        place.instances
                .find(target.instanceId())
                .flatMap(instance -> InstanceCatalog.find(instance.type))
                .ifPresent(type -> {
                    int present = target.privateIps.size() + target.ipv4Prefixes.size();
                    if (present + wanted > type.addressesPerInterface()) {
                        throw Ec2Faults.refuse(
                                "PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit.");
                    }
                });
    }

    private UnassignPrivateIpAddressesResponse unassign(UnassignPrivateIpAddressesRequest request, Caller caller) {
        FakeInterface target = cloud.in(caller).interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        List<String> unknown = request.privateIpAddresses().stream()
                .filter(ip -> !target.privateIps.contains(ip))
                .toList();
        if (!unknown.isEmpty()) {
            throw Ec2Faults.invalid("Some of " + unknown + " are not assigned to interface " + target.id);
        }
        if (request.privateIpAddresses().contains(target.privateIp)) {
            throw Ec2Faults.invalid("Primary IP address " + target.privateIp + " cannot be unassigned");
        }
        for (String ip : request.privateIpAddresses()) {
            FakeAddress address = target.addresses.get(ip);
            if (address != null) {
                address.disassociate();
            }
            target.privateIps.remove(ip);
            target.subnet.giveBack(ip);
        }
        for (String prefix : request.ipv4Prefixes()) {
            if (!target.ipv4Prefixes.remove(prefix)) {
                throw Ec2Faults.invalid("Some of [" + prefix + "] are not assigned to interface " + target.id);
            }
            target.subnet.giveBackPrefix(prefix);
        }
        return UnassignPrivateIpAddressesResponse.builder().build();
    }

    private AssignIpv6AddressesResponse assignIpv6(AssignIpv6AddressesRequest request, Caller caller) {
        FakeInterface target = cloud.in(caller).interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        Given given = assign(
                target,
                new AddressWish(
                        List.of(),
                        0,
                        request.ipv6Addresses(),
                        AddressWish.count(request.ipv6AddressCount()),
                        List.of(),
                        0,
                        AddressWish.count(request.ipv6PrefixCount())));
        return AssignIpv6AddressesResponse.builder()
                .networkInterfaceId(target.id)
                .assignedIpv6Addresses(given.ipv6())
                .assignedIpv6Prefixes(given.ipv6Prefixes())
                .build();
    }

    private UnassignIpv6AddressesResponse unassignIpv6(UnassignIpv6AddressesRequest request, Caller caller) {
        FakeInterface target = cloud.in(caller).interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        if (!target.ipv6Addresses.containsAll(request.ipv6Addresses())) {
            throw Ec2Faults.invalid(
                    "Some of " + request.ipv6Addresses() + " are not assigned to interface " + target.id);
        }
        target.ipv6Addresses.removeAll(request.ipv6Addresses());
        target.ipv6Prefixes.removeAll(request.ipv6Prefixes());
        return UnassignIpv6AddressesResponse.builder()
                .networkInterfaceId(target.id)
                .unassignedIpv6Addresses(request.ipv6Addresses())
                .unassignedIpv6Prefixes(request.ipv6Prefixes())
                .build();
    }
}
