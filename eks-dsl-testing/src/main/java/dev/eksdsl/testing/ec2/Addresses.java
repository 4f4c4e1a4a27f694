package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeResponse;

/** The operations on Elastic IP addresses. */
final class Addresses {

    private static Describe<FakeAddress> filters(RegionalState place) {
        return new Describe<FakeAddress>()
                .by("network-border-group", address -> place.region)
                .by("network-interface-owner-id", address -> address.inUse() ? place.accountId : null)
                .by("allocation-id", address -> address.id)
                .by("association-id", address -> address.associationId)
                .by("public-ip", address -> address.publicIp)
                .by("domain", address -> "vpc")
                .by(
                        "network-interface-id",
                        address -> address.networkInterface == null ? null : address.networkInterface.id)
                .by(
                        "instance-id",
                        address -> address.networkInterface == null ? null : address.networkInterface.instanceId())
                .by("private-ip-address", address -> address.privateIp);
    }

    private final Ec2State cloud;

    Addresses(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(AllocateAddressRequest.class, this::allocate);
        operations.on(DescribeAddressesRequest.class, this::describe);
        operations.on(ReleaseAddressRequest.class, this::release);
        operations.on(AssociateAddressRequest.class, this::associate);
        operations.on(DisassociateAddressRequest.class, this::disassociate);
        operations.on(DescribeAddressesAttributeRequest.class, this::attributes);
        operations.on(ModifyAddressAttributeRequest.class, this::modifyAttribute);
        operations.on(ResetAddressAttributeRequest.class, this::resetAttribute);
    }

    private AllocateAddressResponse allocate(AllocateAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.ADDRESS);
        if (place.addresses.all().size() >= cloud.limit(place, Ec2Limit.ADDRESSES)) {
            throw Ec2Faults.limit("AddressLimitExceeded", "addresses");
        }
        FakeAddress address = place.addresses.add(new FakeAddress(place.addresses.newId(), cloud.publicIp(), tags));
        return AllocateAddressResponse.builder()
                .allocationId(address.id)
                .publicIp(address.publicIp)
                .domain(DomainType.VPC)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(place.region)
                .build();
    }

    private DescribeAddressesResponse describe(DescribeAddressesRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        List<String> ids = new ArrayList<>(request.allocationIds());
        for (String publicIp : request.publicIps()) {
            ids.add(byPublicIp(place, publicIp).id);
        }
        return DescribeAddressesResponse.builder()
                .addresses(filters(place).all(place.addresses, ids, request.filters()).stream()
                        .map(address -> address.view(place))
                        .toList())
                .build();
    }

    private static FakeAddress byPublicIp(RegionalState place, String publicIp) {
        return place.addresses.all().stream()
                .filter(address -> address.publicIp.equals(publicIp))
                .findFirst()
                .orElseThrow(
                        () -> Ec2Faults.refuse("InvalidAddress.NotFound", "Address '" + publicIp + "' not found."));
    }

    private static FakeAddress named(RegionalState place, @Nullable String allocationId, @Nullable String publicIp) {
        return allocationId == null && publicIp != null
                ? byPublicIp(place, publicIp)
                : place.addresses.get(allocationId, "allocationId");
    }

    private ReleaseAddressResponse release(ReleaseAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeAddress address = named(place, request.allocationId(), request.publicIp());
        if (address.inUse()) {
            throw Ec2Faults.refuse("InvalidIPAddress.InUse", "Address " + address.publicIp + " is in use.");
        }
        place.addresses.remove(address);
        return ReleaseAddressResponse.builder().build();
    }

    private AssociateAddressResponse associate(AssociateAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeAddress address = named(place, request.allocationId(), request.publicIp());
        FakeInterface target = request.instanceId() != null
                ? place.instances.get(request.instanceId(), "instanceId").networkInterface
                : place.interfaces.get(request.networkInterfaceId(), "networkInterfaceId");
        if (!cloud.world.isLenient()
                && place.internetGatewayOf(target.subnet.vpc.id).isEmpty()) {
            throw Ec2Faults.refuse(
                    "Gateway.NotAttached",
                    "Network " + target.subnet.vpc.id + " is not attached to any internet gateway");
        }
        boolean elsewhere = address.inUse() && address.networkInterface != target;
        if (elsewhere && Boolean.FALSE.equals(request.allowReassociation())) {
            throw Ec2Faults.refuse(
                    "Resource.AlreadyAssociated",
                    "resource " + address.id + " is already associated with associate-id " + address.associationId);
        }
        address.disassociate();
        String privateIp = request.privateIpAddress() == null ? target.privateIp : request.privateIpAddress();
        if (!target.privateIps.contains(privateIp)) {
            throw Ec2Faults.invalid("The private IP address " + privateIp + " is not on interface " + target.id);
        }
        FakeAddress before = target.addresses.get(privateIp);
        if (before != null) {
            before.disassociate();
        }
        address.associate(cloud.world.ids().ec2("eipassoc"), target, privateIp);
        return AssociateAddressResponse.builder()
                .associationId(address.associationId)
                .build();
    }

    private DisassociateAddressResponse disassociate(DisassociateAddressRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        String association = Ec2Faults.required(request.associationId(), "associationId");
        FakeAddress address = place.addresses.all().stream()
                .filter(candidate -> association.equals(candidate.associationId))
                .findFirst()
                .orElseThrow(() -> Ec2Faults.refuse(
                        "InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist"));
        if (address.networkInterface != null && address.networkInterface.use == FakeInterface.Use.SERVICE) {
            throw Ec2Faults.refuse(
                    "OperationNotPermitted", "The address is in use by a service and cannot be disassociated.");
        }
        address.disassociate();
        return DisassociateAddressResponse.builder().build();
    }

    /** The only attribute of an address is its domain name; addresses without one are not shown. */
    private DescribeAddressesAttributeResponse attributes(DescribeAddressesAttributeRequest request, Caller caller) {
        List<FakeAddress> named = cloud.in(caller).addresses.visible(request.allocationIds()).stream()
                .filter(address -> address.domainName != null)
                .toList();
        Page<FakeAddress> page =
                Pages.of(named, FakeResource::order, 1, 1000, request.maxResults(), request.nextToken());
        return DescribeAddressesAttributeResponse.builder()
                .addresses(page.items().stream().map(Addresses::attribute).toList())
                .nextToken(page.next())
                .build();
    }

    private static AddressAttribute attribute(FakeAddress address) {
        return AddressAttribute.builder()
                .allocationId(address.id)
                .publicIp(address.publicIp)
                .ptrRecord(address.domainName)
                .build();
    }

    private ModifyAddressAttributeResponse modifyAttribute(ModifyAddressAttributeRequest request, Caller caller) {
        FakeAddress address = cloud.in(caller).addresses.get(request.allocationId(), "allocationId");
        address.domainName = Ec2Faults.required(request.domainName(), "domainName");
        return ModifyAddressAttributeResponse.builder()
                .address(attribute(address))
                .build();
    }

    private ResetAddressAttributeResponse resetAttribute(ResetAddressAttributeRequest request, Caller caller) {
        FakeAddress address = cloud.in(caller).addresses.get(request.allocationId(), "allocationId");
        address.domainName = null;
        return ResetAddressAttributeResponse.builder()
                .address(attribute(address))
                .build();
    }
}
