package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;

/**
 * The operations that make, show and delete network interfaces, and how services make and delete theirs. Attaching is in
 * {@link InterfaceAttachments}, addresses are in {@link InterfaceAddresses}.
 */
final class Interfaces {

    private static Describe<FakeInterface> filters(RegionalState place) {
        return new Describe<FakeInterface>()
                .by("addresses.association.owner-id", each -> each.isPublic() ? place.accountId : null)
                .by("association.ip-owner-id", each -> each.isPublic() ? place.accountId : null)
                .by(
                        "association.public-dns-name",
                        each -> each.publicIp() == null ? null : HostNames.ofPublic(place.region, each.publicIp()))
                .byOwner()
                .by("network-interface-id", each -> each.id)
                .by("subnet-id", each -> each.subnet.id)
                .by("vpc-id", each -> each.subnet.vpc.id)
                .by("availability-zone", each -> each.subnet.zone.name())
                .by("availability-zone-id", each -> each.subnet.zone.id())
                .by("description", each -> each.description)
                .by("mac-address", FakeInterface::macAddress)
                .byEach("interface-type", each -> typeNames(each.type))
                .by("private-ip-address", each -> each.privateIp)
                .by("private-dns-name", each -> HostNames.ofPrivate(each.subnet.zone.region(), each.privateIp))
                .byEach("addresses.private-ip-address", each -> each.privateIps)
                .by("addresses.primary", each -> true)
                .by("addresses.association.public-ip", FakeInterface::publicIp)
                .byEach("ipv6-addresses.ipv6-address", each -> each.ipv6Addresses)
                .by("association.public-ip", FakeInterface::publicIp)
                .byEach(
                        "association.allocation-id",
                        each -> each.addresses.values().stream()
                                .map(address -> address.id)
                                .toList())
                .byEach(
                        "association.association-id",
                        each -> each.addresses.values().stream()
                                .flatMap(address -> Stream.ofNullable(address.associationId))
                                .toList())
                .by("attachment.attachment-id", each -> each.attachment == null ? null : each.attachment.id())
                .by("attachment.instance-id", FakeInterface::instanceId)
                .by("attachment.device-index", each -> each.attachment == null ? null : each.attachment.deviceIndex())
                .by(
                        "attachment.delete-on-termination",
                        each -> each.attachment == null ? null : each.attachment.deleteOnTermination())
                .by("attachment.attach-time", each -> each.attachment == null ? null : each.attachment.attached())
                .by("attachment.status", each -> each.use == FakeInterface.Use.NONE ? "detached" : "attached")
                .by("attachment.instance-owner-id", each -> each.use == FakeInterface.Use.SERVICE ? "amazon-aws" : null)
                .by("requester-managed", each -> each.use == FakeInterface.Use.SERVICE)
                .by("requester-id", each -> each.use == FakeInterface.Use.SERVICE ? "amazon-aws" : null)
                .by("source-dest-check", each -> each.sourceDestCheck)
                .by("operator.managed", each -> false)
                .none("operator.principal")
                .by("status", each -> each.use == FakeInterface.Use.NONE ? "available" : "in-use")
                .byEach("group-id", each -> each.groupIds);
    }

    private final Ec2State cloud;

    Interfaces(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateNetworkInterfaceRequest.class, this::create);
        operations.on(DescribeNetworkInterfacesRequest.class, this::describe);
        operations.on(DeleteNetworkInterfaceRequest.class, this::delete);
    }

    /** The type's name in answers, and in filters: {@code natGateway} is {@code nat_gateway} there. */
    private static List<String> typeNames(NetworkInterfaceType type) {
        return type == NetworkInterfaceType.NAT_GATEWAY
                ? List.of(type.toString(), "nat_gateway")
                : List.of(type.toString());
    }

    private CreateNetworkInterfaceResponse create(CreateNetworkInterfaceRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface made =
                place.tokens.once(request.clientToken(), request, FakeInterface.class, () -> create(place, request));
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(InterfaceView.of(place, made))
                .clientToken(request.clientToken())
                .build();
    }

    private FakeInterface create(RegionalState place, CreateNetworkInterfaceRequest request) {
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        SecurityGroups.checkOfInterface(cloud, place, request.groups(), subnet.vpc);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.NETWORK_INTERFACE);
        List<String> others = new ArrayList<>();
        String primary = request.privateIpAddress();
        for (PrivateIpAddressSpecification address : request.privateIpAddresses()) {
            if (Boolean.TRUE.equals(address.primary())) {
                primary = address.privateIpAddress();
            } else {
                others.add(address.privateIpAddress());
            }
        }
        FakeInterface made = add(
                place,
                subnet,
                primary,
                request.groups(),
                request.description() == null ? "" : request.description(),
                request.interfaceType() == null
                        ? NetworkInterfaceType.INTERFACE
                        : NetworkInterfaceType.fromValue(request.interfaceTypeAsString()),
                FakeInterface.Use.NONE,
                tags);
        int ipv6Count = request.ipv6AddressCount() != null
                ? request.ipv6AddressCount()
                : request.ipv6Addresses().isEmpty() && subnet.ipv6OnCreation ? 1 : 0;
        assign(
                place,
                made,
                new AddressWish(
                        others,
                        AddressWish.count(request.secondaryPrivateIpAddressCount()),
                        request.ipv6Addresses().stream()
                                .map(InstanceIpv6Address::ipv6Address)
                                .toList(),
                        ipv6Count,
                        request.ipv4Prefixes().stream()
                                .map(Ipv4PrefixSpecificationRequest::ipv4Prefix)
                                .toList(),
                        AddressWish.count(request.ipv4PrefixCount()),
                        AddressWish.count(request.ipv6PrefixCount())));
        return made;
    }

    static AwsFault noAddresses(FakeSubnet subnet) {
        return Ec2Faults.refuse(
                "InsufficientFreeAddressesInSubnet",
                "There are not enough free addresses in subnet '" + subnet.id + "' to satisfy the requested number of"
                        + " instances.");
    }

    /**
     * Makes an interface; without groups it gets the VPC's default one.
     *
     * @param privateIp its primary address; null for any
     * @throws AwsFault if the subnet has no free address, or the quota is used up
     */
    FakeInterface add(
            RegionalState place,
            FakeSubnet subnet,
            @Nullable String privateIp,
            List<String> groupIds,
            String description,
            NetworkInterfaceType type,
            FakeInterface.Use use,
            Map<String, String> tags) {
        if (subnet.freeAddresses() < 1) {
            throw Ec2Faults.refuse(
                    "InsufficientFreeAddressesInSubnet",
                    "The specified subnet does not have enough free addresses to satisfy the request.");
        }
        if (place.interfaces.all().size() >= cloud.limit(place, Ec2Limit.NETWORK_INTERFACES)) {
            throw Ec2Faults.limit("NetworkInterfaceLimitExceeded", "network interfaces");
        }
        boolean takesGroups = type == NetworkInterfaceType.INTERFACE;
        List<String> groups =
                groupIds.isEmpty() && takesGroups ? List.of(place.defaultGroupOf(subnet.vpc.id).id) : groupIds;
        String ip = privateIp == null ? subnet.takeAddress() : subnet.takeAddress(privateIp);
        return place.interfaces.add(
                new FakeInterface(place.interfaces.newId(), subnet, ip, groups, description, type, use, tags));
    }

    /** Gives an interface more addresses. */
    InterfaceAddresses.Given assign(RegionalState place, FakeInterface target, AddressWish wish) {
        return InterfaceAddresses.assign(target, wish);
    }

    /** Takes an interface away, and frees its addresses. */
    void drop(RegionalState place, FakeInterface networkInterface) {
        List.copyOf(networkInterface.addresses.values()).forEach(FakeAddress::disassociate);
        networkInterface.privateIps.forEach(networkInterface.subnet::giveBack);
        networkInterface.ipv4Prefixes.forEach(networkInterface.subnet::giveBackPrefix);
        place.interfaces.remove(networkInterface);
    }

    private DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeInterface> page = filters(place)
                .page(
                        place.interfaces,
                        request.networkInterfaceIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream()
                        .map(each -> InterfaceView.of(place, each))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteNetworkInterfaceResponse delete(DeleteNetworkInterfaceRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInterface networkInterface = place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        if (networkInterface.use != FakeInterface.Use.NONE) {
            throw Ec2Faults.invalid("Network interface '" + networkInterface.id + "' is currently in use.");
        }
        drop(place, networkInterface);
        return DeleteNetworkInterfaceResponse.builder().build();
    }
}
