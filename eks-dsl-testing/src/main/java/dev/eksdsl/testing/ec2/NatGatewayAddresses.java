package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.AwsFault;
import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressResponse;

/**
 * The operations on the addresses of NAT gateways beside the primary one: Elastic IP addresses of public gateways, private
 * addresses of private ones. They take effect at once.
 */
final class NatGatewayAddresses {

    private final Ec2State cloud;

    NatGatewayAddresses(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AssociateNatGatewayAddressRequest.class, this::associate);
        operations.on(DisassociateNatGatewayAddressRequest.class, this::disassociate);
        operations.on(AssignPrivateNatGatewayAddressRequest.class, this::assign);
        operations.on(UnassignPrivateNatGatewayAddressRequest.class, this::unassign);
    }

    private AssociateNatGatewayAddressResponse associate(AssociateNatGatewayAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNatGateway gateway = available(place, request.natGatewayId(), ConnectivityType.PUBLIC);
        List<String> added = add(cloud, place, gateway, request.allocationIds(), request.privateIpAddresses(), 0);
        return AssociateNatGatewayAddressResponse.builder()
                .natGatewayId(gateway.id)
                .natGatewayAddresses(named(gateway, added))
                .build();
    }

    private DisassociateNatGatewayAddressResponse disassociate(
            DisassociateNatGatewayAddressRequest request, Caller caller) {
        FakeNatGateway gateway = available(cloud.in(caller), request.natGatewayId(), ConnectivityType.PUBLIC);
        FakeInterface held = held(gateway);
        List<String> privateIps = new ArrayList<>();
        for (String association : request.associationIds()) {
            FakeAddress address = held.addresses.values().stream()
                    .filter(each -> association.equals(each.associationId))
                    .findFirst()
                    .orElseThrow(() -> Ec2Faults.refuse(
                            "InvalidAssociationID.NotFound",
                            "The association ID '" + association + "' does not exist"));
            if (held.privateIp.equals(address.privateIp)) {
                throw Ec2Faults.invalid("The primary address of " + gateway.id + " cannot be disassociated.");
            }
            privateIps.add(address.privateIp);
        }
        List<NatGatewayAddress> gone = named(gateway, privateIps);
        privateIps.forEach(ip -> take(held, ip));
        return DisassociateNatGatewayAddressResponse.builder()
                .natGatewayId(gateway.id)
                .natGatewayAddresses(gone)
                .build();
    }

    private AssignPrivateNatGatewayAddressResponse assign(
            AssignPrivateNatGatewayAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeNatGateway gateway = available(place, request.natGatewayId(), ConnectivityType.PRIVATE);
        List<String> added = add(
                cloud,
                place,
                gateway,
                List.of(),
                request.privateIpAddresses(),
                AddressWish.count(request.privateIpAddressCount()));
        return AssignPrivateNatGatewayAddressResponse.builder()
                .natGatewayId(gateway.id)
                .natGatewayAddresses(named(gateway, added))
                .build();
    }

    private UnassignPrivateNatGatewayAddressResponse unassign(
            UnassignPrivateNatGatewayAddressRequest request, Caller caller) {
        FakeNatGateway gateway = available(cloud.in(caller), request.natGatewayId(), ConnectivityType.PRIVATE);
        FakeInterface held = held(gateway);
        for (String ip : request.privateIpAddresses()) {
            if (!held.privateIps.contains(ip) || ip.equals(held.privateIp)) {
                throw Ec2Faults.invalid(ip, "privateIpAddress", "It is no secondary address of " + gateway.id + ".");
            }
        }
        List<NatGatewayAddress> gone = named(gateway, request.privateIpAddresses());
        request.privateIpAddresses().forEach(ip -> take(held, ip));
        return UnassignPrivateNatGatewayAddressResponse.builder()
                .natGatewayId(gateway.id)
                .natGatewayAddresses(gone)
                .build();
    }

    private static FakeNatGateway available(RegionalState place, @Nullable String id, ConnectivityType wanted) {
        FakeNatGateway gateway = place.natGateways.get(id, "natGatewayId");
        if (gateway.state != NatGatewayState.AVAILABLE) {
            throw Ec2Faults.refuse("IncorrectState", "The NAT gateway " + gateway.id + " is not available.");
        }
        if (gateway.connectivity != wanted) {
            throw Ec2Faults.refuse(
                    "UnsupportedOperation", "The operation is not for " + gateway.connectivity + " NAT gateways.");
        }
        return gateway;
    }

    private static FakeInterface held(FakeNatGateway gateway) {
        FakeInterface held = gateway.networkInterface;
        if (held == null) {
            throw Ec2Faults.refuse("IncorrectState", "The NAT gateway " + gateway.id + " is not available.");
        }
        return held;
    }

    /**
     * Gives a gateway secondary addresses: one for each Elastic IP address, those named, and so many more.
     *
     * @return the private addresses
     * @throws AwsFault if an Elastic IP address is in use, more than the quota allows, or the subnet is full
     */
    static List<String> add(
            Ec2State cloud,
            RegionalState place,
            FakeNatGateway gateway,
            List<String> allocationIds,
            List<String> privateIps,
            int more) {
        FakeInterface held = held(gateway);
        List<FakeAddress> addresses = allocationIds.stream()
                .map(id -> place.addresses.get(id, "allocationId"))
                .toList();
        for (FakeAddress address : addresses) {
            if (address.inUse()) {
                throw Ec2Faults.refuse(
                        "Resource.AlreadyAssociated", "Elastic IP address [" + address.id + "] is already associated");
            }
        }
        int unnamed = Math.max(more, addresses.size() - privateIps.size());
        int wanted = held.privateIps.size() + privateIps.size() + unnamed;
        boolean isPublic = gateway.connectivity == ConnectivityType.PUBLIC;
        Ec2Limit quota = isPublic ? Ec2Limit.ADDRESSES_PER_NAT_GATEWAY : Ec2Limit.PRIVATE_ADDRESSES_PER_NAT_GATEWAY;
        if (wanted > cloud.limit(place, quota)) {
            throw Ec2Faults.limit("NatGatewayAddressLimitExceeded", "addresses per NAT gateway");
        }
        List<String> given = InterfaceAddresses.assign(
                        held, new AddressWish(privateIps, unnamed, List.of(), 0, List.of(), 0, 0))
                .ipv4();
        for (int i = 0; i < addresses.size(); i++) {
            addresses.get(i).associate(cloud.world.ids().ec2("eipassoc"), held, given.get(i));
        }
        return given;
    }

    private static void take(FakeInterface held, String privateIp) {
        FakeAddress address = held.addresses.get(privateIp);
        if (address != null) {
            address.disassociate();
        }
        held.privateIps.remove(privateIp);
        held.subnet.giveBack(privateIp);
    }

    private static List<NatGatewayAddress> named(FakeNatGateway gateway, List<String> privateIps) {
        return gateway.addresses().stream()
                .filter(address -> privateIps.contains(address.privateIp()))
                .toList();
    }
}
