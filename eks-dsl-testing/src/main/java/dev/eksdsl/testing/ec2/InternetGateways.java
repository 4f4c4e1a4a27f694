package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;

/** The operations on internet gateways. */
final class InternetGateways {

    private static final Describe<FakeInternetGateway> DESCRIBE = new Describe<FakeInternetGateway>()
            .byOwner()
            .by("internet-gateway-id", gateway -> gateway.id)
            .by("attachment.vpc-id", gateway -> gateway.vpcId)
            .by("attachment.state", gateway -> gateway.vpcId == null ? null : "available");

    private final Ec2State cloud;

    InternetGateways(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateInternetGatewayRequest.class, this::create);
        operations.on(DescribeInternetGatewaysRequest.class, this::describe);
        operations.on(AttachInternetGatewayRequest.class, this::attach);
        operations.on(DetachInternetGatewayRequest.class, this::detach);
        operations.on(DeleteInternetGatewayRequest.class, this::delete);
    }

    private CreateInternetGatewayResponse create(CreateInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.INTERNET_GATEWAY);
        return CreateInternetGatewayResponse.builder()
                .internetGateway(add(place, tags).view(place.accountId))
                .build();
    }

    FakeInternetGateway add(RegionalState place, Map<String, String> tags) {
        if (place.internetGateways.all().size() >= cloud.limit(place, Ec2Limit.INTERNET_GATEWAYS)) {
            throw Ec2Faults.limit("InternetGatewayLimitExceeded", "internet gateways");
        }
        return place.internetGateways.add(new FakeInternetGateway(place.internetGateways.newId(), tags));
    }

    private DescribeInternetGatewaysResponse describe(DescribeInternetGatewaysRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeInternetGateway> page = DESCRIBE.page(
                place.internetGateways,
                request.internetGatewayIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items().stream()
                        .map(gateway -> gateway.view(place.accountId))
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private AttachInternetGatewayResponse attach(AttachInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInternetGateway gateway = place.internetGateways.get(request.internetGatewayId(), "internetGatewayId");
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        if (gateway.vpcId != null) {
            throw Ec2Faults.refuse(
                    "Resource.AlreadyAssociated",
                    "resource " + gateway.id + " is already attached to network " + gateway.vpcId);
        }
        if (place.internetGatewayOf(vpc.id).isPresent()) {
            throw Ec2Faults.invalid("Network " + vpc.id + " already has an internet gateway attached");
        }
        gateway.vpcId = vpc.id;
        return AttachInternetGatewayResponse.builder().build();
    }

    private DetachInternetGatewayResponse detach(DetachInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInternetGateway gateway = place.internetGateways.get(request.internetGatewayId(), "internetGatewayId");
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        if (!vpc.id.equals(gateway.vpcId)) {
            throw Ec2Faults.refuse(
                    "Gateway.NotAttached", "resource " + gateway.id + " is not attached to network " + vpc.id);
        }
        boolean mapped = place.interfaces.all().stream().anyMatch(user -> user.subnet.vpc == vpc && user.isPublic());
        if (mapped) {
            throw Ec2Faults.refuse(
                    "DependencyViolation",
                    "Network " + vpc.id + " has some mapped public address(es). Please unmap those public"
                            + " address(es) before detaching the gateway.");
        }
        gateway.vpcId = null;
        return DetachInternetGatewayResponse.builder().build();
    }

    private DeleteInternetGatewayResponse delete(DeleteInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeInternetGateway gateway = place.internetGateways.get(request.internetGatewayId(), "internetGatewayId");
        if (gateway.vpcId != null) {
            throw Ec2Faults.dependencies("internetGateway", gateway.id);
        }
        place.internetGateways.remove(gateway);
        return DeleteInternetGatewayResponse.builder().build();
    }
}
