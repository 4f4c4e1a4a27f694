package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.Durations;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityMode;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;

/**
 * The operations on NAT gateways, and what becomes of one with time: pending, then available or failed; deleting, then
 * deleted, and some time later forgotten. Whether it will fail is decided by what there is when it is created.
 */
final class NatGateways {

    private static final Describe<FakeNatGateway> DESCRIBE = new Describe<FakeNatGateway>()
            .by("nat-gateway-id", gateway -> gateway.id)
            .by("subnet-id", gateway -> gateway.subnet.id)
            .by("vpc-id", gateway -> gateway.subnet.vpc.id)
            .by("state", gateway -> gateway.state);

    private final Ec2State cloud;
    private final Interfaces interfaces;

    NatGateways(Ec2State cloud, Interfaces interfaces) {
        this.cloud = cloud;
        this.interfaces = interfaces;
    }

    void register(Operations operations) {
        operations.on(CreateNatGatewayRequest.class, this::create);
        operations.on(DescribeNatGatewaysRequest.class, this::describe);
        operations.on(DeleteNatGatewayRequest.class, this::delete);
    }

    private CreateNatGatewayResponse create(CreateNatGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNatGateway gateway =
                place.tokens.once(request.clientToken(), request, FakeNatGateway.class, () -> create(place, request));
        return CreateNatGatewayResponse.builder()
                .clientToken(request.clientToken())
                .natGateway(gateway.view())
                .build();
    }

    private FakeNatGateway create(RegionalState place, CreateNatGatewayRequest request) {
        if (request.availabilityMode() == AvailabilityMode.REGIONAL) {
            throw Ec2Faults.refuse("UnsupportedOperation", "The fake has no regional NAT gateways, only zonal ones.");
        }
        FakeSubnet subnet = place.subnets.get(request.subnetId(), "subnetId");
        boolean isPrivate = request.connectivityType() == ConnectivityType.PRIVATE;
        if (isPrivate && request.allocationId() != null) {
            throw Ec2Faults.refuse(
                    "InvalidParameterCombination", "A private NAT gateway cannot have an Elastic IP address.");
        }
        FakeAddress address = isPrivate ? null : place.addresses.get(request.allocationId(), "allocationId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.NAT_GATEWAY);
        long inZone = place.natGateways.all().stream()
                .filter(gateway ->
                        gateway.counts() && gateway.subnet.zone.name().equals(subnet.zone.name()))
                .count();
        int most = cloud.limit(place, Ec2Limit.NAT_GATEWAYS_PER_ZONE);
        if (inZone >= most) {
            throw Ec2Faults.refuse(
                    "NatGatewayLimitExceeded",
                    "Performing this operation would exceed the limit of " + most + " NAT gateways");
        }
        FakeNatGateway gateway = place.natGateways.add(new FakeNatGateway(
                place.natGateways.newId(),
                subnet,
                isPrivate ? ConnectivityType.PRIVATE : ConnectivityType.PUBLIC,
                address,
                cloud.world.now(),
                tags));
        start(place, gateway, request);
        return gateway;
    }

    private void start(RegionalState place, FakeNatGateway gateway, CreateNatGatewayRequest request) {
        FakeSubnet subnet = gateway.subnet;
        FakeAddress address = gateway.address;
        boolean wayOut = cloud.world.isLenient()
                || place.internetGatewayOf(subnet.vpc.id).isPresent();
        if (address != null && !wayOut) {
            failLater(
                    place,
                    gateway,
                    "Gateway.NotAttached",
                    "Network " + subnet.vpc.id + " has no Internet gateway attached");
        } else if (address != null && address.inUse()) {
            failLater(
                    place,
                    gateway,
                    "Resource.AlreadyAssociated",
                    "Elastic IP address [" + address.id + "] is already associated");
        } else if (subnet.freeAddresses() < 1) {
            failLater(
                    place,
                    gateway,
                    "InsufficientFreeAddressesInSubnet",
                    "Subnet has insufficient free addresses to create this NAT gateway");
        } else {
            FakeInterface held = interfaces.add(
                    place,
                    subnet,
                    request.privateIpAddress(),
                    List.of(),
                    "Interface for NAT Gateway " + gateway.id,
                    NetworkInterfaceType.NAT_GATEWAY,
                    FakeInterface.Use.SERVICE,
                    Map.of());
            gateway.hold(held);
            if (address != null) {
                address.associate(cloud.world.ids().ec2("eipassoc"), held, held.privateIp);
            }
            addMore(place, gateway, request);
            after(gateway, Durations.Of.NAT_GATEWAY_CREATE, () -> {
                if (gateway.state == NatGatewayState.PENDING) {
                    gateway.state = NatGatewayState.AVAILABLE;
                }
            });
        }
    }

    private void addMore(RegionalState place, FakeNatGateway gateway, CreateNatGatewayRequest request) {
        int more = AddressWish.count(request.secondaryPrivateIpAddressCount());
        boolean asked = more > 0
                || !request.secondaryAllocationIds().isEmpty()
                || !request.secondaryPrivateIpAddresses().isEmpty();
        if (asked) {
            NatGatewayAddresses.add(
                    cloud,
                    place,
                    gateway,
                    request.secondaryAllocationIds(),
                    request.secondaryPrivateIpAddresses(),
                    more);
        }
    }

    private void failLater(RegionalState place, FakeNatGateway gateway, String code, String message) {
        after(gateway, Durations.Of.NAT_GATEWAY_CREATE, () -> {
            if (gateway.state == NatGatewayState.PENDING) {
                gateway.state = NatGatewayState.FAILED;
                gateway.failureCode = code;
                gateway.failureMessage = message;
                after(gateway, Durations.Of.NAT_GATEWAY_FORGOTTEN, () -> place.natGateways.remove(gateway));
            }
        });
    }

    private DescribeNatGatewaysResponse describe(DescribeNatGatewaysRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeNatGateway> page = DESCRIBE.page(
                place.natGateways,
                request.natGatewayIds(),
                request.filter(),
                request.maxResults(),
                request.nextToken());
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items().stream().map(FakeNatGateway::view).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteNatGatewayResponse delete(DeleteNatGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNatGateway gateway = place.natGateways.get(request.natGatewayId(), "natGatewayId");
        if (gateway.state == NatGatewayState.DELETED) {
            throw Kind.NAT_GATEWAY.notFound(gateway.id);
        }
        if (gateway.state != NatGatewayState.DELETING) {
            gateway.state = NatGatewayState.DELETING;
            after(gateway, Durations.Of.NAT_GATEWAY_DELETE, () -> deleted(place, gateway));
        }
        return DeleteNatGatewayResponse.builder().natGatewayId(gateway.id).build();
    }

    private void deleted(RegionalState place, FakeNatGateway gateway) {
        @Nullable FakeInterface held = gateway.networkInterface;
        if (held != null) {
            gateway.leave();
            interfaces.drop(place, held);
        }
        gateway.state = NatGatewayState.DELETED;
        gateway.deleted = cloud.world.now();
        after(gateway, Durations.Of.NAT_GATEWAY_FORGOTTEN, () -> place.natGateways.remove(gateway));
    }

    private void after(FakeNatGateway gateway, Durations.Of duration, Runnable change) {
        cloud.world.lifecycle(duration, "nat-gateway in " + gateway.subnet.cidr, change);
    }
}
