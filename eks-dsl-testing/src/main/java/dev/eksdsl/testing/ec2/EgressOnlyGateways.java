package dev.eksdsl.testing.ec2;

import dev.eksdsl.testing.server.Caller;
import dev.eksdsl.testing.server.FakeService.Operations;
import dev.eksdsl.testing.server.Page;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;

/** The operations on egress-only internet gateways. */
final class EgressOnlyGateways {

    private static final int MOST_ON_A_PAGE = 255;

    private static final Describe<FakeEgressOnlyGateway> DESCRIBE = new Describe<>();

    private final Ec2State cloud;

    EgressOnlyGateways(Ec2State cloud) {
        this.cloud = cloud;
    }

    void register(Operations operations) {
        operations.on(CreateEgressOnlyInternetGatewayRequest.class, this::create);
        operations.on(DescribeEgressOnlyInternetGatewaysRequest.class, this::describe);
        operations.on(DeleteEgressOnlyInternetGatewayRequest.class, this::delete);
    }

    private CreateEgressOnlyInternetGatewayResponse create(
            CreateEgressOnlyInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        FakeEgressOnlyGateway gateway = place.tokens.once(
                request.clientToken(), request, FakeEgressOnlyGateway.class, () -> create(place, request));
        return CreateEgressOnlyInternetGatewayResponse.builder()
                .clientToken(request.clientToken())
                .egressOnlyInternetGateway(gateway.view())
                .build();
    }

    private FakeEgressOnlyGateway create(RegionalState place, CreateEgressOnlyInternetGatewayRequest request) {
        FakeVpc vpc = place.vpcs.get(request.vpcId(), "vpcId");
        Map<String, String> tags = TagRules.onCreate(request.tagSpecifications(), Kind.EGRESS_ONLY_GATEWAY);
        if (place.egressOnlyGateways.all().size() >= cloud.limit(place, Ec2Limit.EGRESS_ONLY_GATEWAYS)) {
            throw Ec2Faults.limit("EgressOnlyInternetGatewayLimitExceeded", "egress-only internet gateways");
        }
        return place.egressOnlyGateways.add(new FakeEgressOnlyGateway(place.egressOnlyGateways.newId(), vpc.id, tags));
    }

    private DescribeEgressOnlyInternetGatewaysResponse describe(
            DescribeEgressOnlyInternetGatewaysRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        Page<FakeEgressOnlyGateway> page = Pages.of(
                DESCRIBE.all(place.egressOnlyGateways, request.egressOnlyInternetGatewayIds(), request.filters()),
                FakeResource::order,
                MOST_ON_A_PAGE,
                request.maxResults(),
                request.nextToken());
        return DescribeEgressOnlyInternetGatewaysResponse.builder()
                .egressOnlyInternetGateways(
                        page.items().stream().map(FakeEgressOnlyGateway::view).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteEgressOnlyInternetGatewayResponse delete(
            DeleteEgressOnlyInternetGatewayRequest request, Caller caller) {
        RegionalState place = cloud.in(caller);
        place.egressOnlyGateways.remove(
                place.egressOnlyGateways.get(request.egressOnlyInternetGatewayId(), "egressOnlyInternetGatewayId"));
        return DeleteEgressOnlyInternetGatewayResponse.builder()
                .returnCode(true)
                .build();
    }
}
