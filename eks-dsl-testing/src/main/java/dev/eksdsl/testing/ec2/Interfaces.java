package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

/** The operations on network interfaces, and how services make and delete theirs. */
final class Interfaces {

    private static final Describe<FakeInterface> DESCRIBE = new Describe<FakeInterface>()
            .by("network-interface-id", networkInterface -> networkInterface.id)
            .by("subnet-id", networkInterface -> networkInterface.subnet.id)
            .by("vpc-id", networkInterface -> networkInterface.subnet.vpc.id)
            .by("availability-zone", networkInterface -> networkInterface.subnet.zone.name())
            .by("description", networkInterface -> networkInterface.description)
            .byEach("interface-type", networkInterface -> typeNames(networkInterface.type))
            .by("private-ip-address", networkInterface -> networkInterface.privateIp)
            .by("addresses.private-ip-address", networkInterface -> networkInterface.privateIp)
            .by("association.public-ip", FakeInterface::publicIp)
            .by("attachment.instance-id", networkInterface -> networkInterface.instanceId)
            .by("requester-managed", networkInterface -> networkInterface.use == FakeInterface.Use.SERVICE)
            .by("status", networkInterface -> networkInterface.use == FakeInterface.Use.NONE ? "available" : "in-use")
            .byEach("group-id", networkInterface -> networkInterface.groupIds);

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
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        request.groups().forEach(group -> place.securityGroups.get(group, "groups"));
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.NETWORK_INTERFACE);
        String description = request.description() == null ? "" : request.description();
        FakeInterface made = place.tokens.once(
                FakeInterface.class,
                request.clientToken(),
                request,
                () -> add(
                        place,
                        subnet,
                        request.groups(),
                        description,
                        NetworkInterfaceType.INTERFACE,
                        FakeInterface.Use.NONE,
                        tags));
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(made.view(place))
                .build();
    }

    /**
     * Makes an interface; without groups it gets the VPC's default one.
     *
     * @throws AwsFault if the subnet has no free address, or the quota is used up
     */
    FakeInterface add(
            RegionalState place,
            FakeSubnet subnet,
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
        if (place.interfaces.all().size() >= cloud.quotas.of(Ec2Quotas.Of.NETWORK_INTERFACES)) {
            throw Ec2Faults.limit("NetworkInterfaceLimitExceeded", "network interfaces");
        }
        boolean takesGroups = type == NetworkInterfaceType.INTERFACE;
        List<String> groups =
                groupIds.isEmpty() && takesGroups ? List.of(place.defaultGroupOf(subnet.vpc.id).id) : groupIds;
        return place.interfaces.add(
                new FakeInterface(place.interfaces.newId(), subnet, groups, description, type, use, tags));
    }

    /** Takes an interface away, and frees its addresses. */
    void drop(RegionalState place, FakeInterface networkInterface) {
        if (networkInterface.address != null) {
            networkInterface.address.disassociate();
        }
        networkInterface.subnet.giveBack(networkInterface.privateIp);
        place.interfaces.remove(networkInterface);
    }

    private DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeInterface> page = DESCRIBE.page(
                place.interfaces,
                request.networkInterfaceIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream()
                        .map(networkInterface -> networkInterface.view(place))
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
